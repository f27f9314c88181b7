import { z } from "zod";
import { Title } from "../identity.ts";

const Count = z.int().nonnegative();
const Ordinal = z.int().positive();

/**
 * A screening starts, a day's ticket is good all day, a boat leaves and takes nobody on board after a time before that.
 */
const When = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("start"), atMs: Count }),
	z.strictObject({ kind: z.literal("day"), atMs: Count }),
	z.strictObject({ kind: z.literal("boarding"), atMs: Count, untilMs: Count }),
]);

/** The content of a ticket, without its words. Times are Unix ms. */
export const Ticket = z.strictObject({
	language: z.enum(["zh-CN", "zh-Hant", "en"]),
	venue: Title,
	programme: Title.nullable(),
	activity: Title,
	/** The hall, or the pier. */
	hall: Title.nullable(),
	when: When,
	persons: Ordinal,
	/** Neighbours in one row, as one says them: row 7, seats 5 to 8. Null where nobody has a seat of their own. */
	seats: z.array(z.strictObject({ row: Ordinal, from: Ordinal, to: Ordinal })).nullable(),
	/** Gate group or block, as the allocation numbers them; null for none. */
	place: Ordinal.nullable(),
	/** The kiosk that admitted, and its journal line. */
	label: z.string(),
	incarnation: Ordinal,
	line: Ordinal,
	admittedAtMs: Count,
	/**
	 * 1 for the first that was sent to a printer. Each sending has its own number, so that no two papers bear the same.
	 */
	copy: Ordinal,
});
export type Ticket = z.infer<typeof Ticket>;
