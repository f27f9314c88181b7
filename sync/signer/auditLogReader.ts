import { createReadStream } from "node:fs";
import { type AuditLogLine, readNextLine } from "./auditLog.ts";
import { type AuditLogEnd, emptyAuditLogEnd } from "./signerDatabase.ts";

/** What a whole log says of itself, held against where it should end. */
export type AuditLogReport = {
	readonly lines: readonly AuditLogLine[];
	readonly count: number;
	readonly fault: string | null;
};

/** Reads a log from its first line to its last, whatever its length, keeping the last `keep` lines. */
export async function readAuditLog(path: string, expected: AuditLogEnd, keep: number): Promise<AuditLogReport> {
	const lines: AuditLogLine[] = [];
	let end = emptyAuditLogEnd;
	let isExpectedMet = expected.seq === 0;
	for await (const bytes of splitLines(path)) {
		const next = readNextLine(end, bytes);
		if (next === null) {
			return { lines, count: end.seq, fault: `Line ${end.seq + 1} was changed, or does not follow line ${end.seq}.` };
		}
		end = next.end;
		lines.push(next.line);
		if (lines.length > keep) lines.shift();
		if (end.seq === expected.seq) isExpectedMet = end.digest === expected.digest;
	}
	if (isExpectedMet) return { lines, count: end.seq, fault: null };
	const why =
		end.seq < expected.seq
			? `It was cut: ${expected.seq} signatures were given, and it ends after ${end.seq}.`
			: `Line ${expected.seq} is not the line that was written for that signature.`;
	return { lines, count: end.seq, fault: why };
}

/** Lines without their line feeds; a last one that has none is still being written, and is left. */
async function* splitLines(path: string): AsyncGenerator<Buffer> {
	let rest: Buffer = Buffer.alloc(0);
	for await (const chunk of createReadStream(path)) {
		const bytes = Buffer.concat([rest, chunk]);
		let from = 0;
		for (let to = bytes.indexOf(0x0a); to >= 0; to = bytes.indexOf(0x0a, from)) {
			yield bytes.subarray(from, to);
			from = to + 1;
		}
		rest = bytes.subarray(from);
	}
}
