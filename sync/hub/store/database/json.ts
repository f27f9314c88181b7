import type { z } from "zod";

/** A value as a column stores it. Throws when the schema that the column is read by refuses it, so nothing unreadable is stored. */
export function toJson<S extends z.ZodType>(schema: S, value: z.input<S>): string {
	const text = JSON.stringify(value);
	schema.parse(JSON.parse(text));
	return text;
}
