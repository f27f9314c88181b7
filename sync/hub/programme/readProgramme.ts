import type { z } from "zod";
import { decodeTextFile, type FileEncoding } from "../files/fileEncoding.ts";
import { visibleText } from "../files/visibleText.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { Programme } from "./programme.ts";

export type ReadProgramme = { readonly programme: Programme; readonly encoding: FileEncoding };

const mostIssues = 10;

/** Reads a programme's JSON in any encoding that can be told, and names all that is wrong with it. */
export function readProgramme(bytes: Uint8Array): ReadProgramme | Refusal {
	const decoded = decodeTextFile(bytes);
	if (decoded === null) {
		return invalidProgramme("it is neither UTF-8 nor GB18030 nor UTF-16. Save it as UTF-8 and hand it over again");
	}
	const json = parseJson(decoded.text);
	if (isRefusal(json)) return json;
	const read = Programme.safeParse(json.value);
	if (!read.success) return invalidProgramme(describeIssues(read.error, json.value));
	return { programme: read.data, encoding: decoded.encoding };
}

function parseJson(text: string): { readonly value: unknown } | Refusal {
	try {
		return { value: JSON.parse(text) };
	} catch (error) {
		const why = error instanceof Error ? error.message.replaceAll(/[^\x20-\x7e]/g, "?") : "it is no JSON";
		return invalidProgramme(`it is not JSON: ${why}. Look for a comma or a quotation mark there`);
	}
}

/** Each with its place, and what was found there. */
function describeIssues({ issues }: z.ZodError, value: unknown): string {
	const all = issues.slice(0, mostIssues).map(({ path, message }) => {
		if (path.length === 0) return message;
		const found = path.reduce<unknown>((part, key) => memberOf(part, key), value);
		const shown = typeof found === "object" ? "" : `, found “${visibleText(String(found))}”`;
		return `at ${path.join(".")}${shown}: ${message}`;
	});
	return all.join("; ") + (issues.length > mostIssues ? `; and ${issues.length - mostIssues} more` : "");
}

function memberOf(part: unknown, key: PropertyKey): unknown {
	return typeof part === "object" && part !== null ? Object.getOwnPropertyDescriptor(part, key)?.value : undefined;
}

function invalidProgramme(what: string): Refusal {
	return refuse("badFile", `The programme cannot be read: ${what}. Nothing was taken from it.`);
}
