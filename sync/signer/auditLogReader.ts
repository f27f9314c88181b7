import { createReadStream } from "node:fs";
import { type AuditLogLine, readNextLine } from "./auditLog.ts";
import { type AuditLogEnd, emptyAuditLogEnd } from "./signerDatabase.ts";

/** The last lines of a verified log, the count of all its lines, and the first fault found. */
export type AuditLogReport = {
	readonly lines: readonly AuditLogLine[];
	readonly count: number;
	readonly fault: string | null;
};

/** Verifies a log from its first line to its last as a stream, and keeps the last `keep` lines. */
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

/** Lines without their line feeds. An incomplete last line is still being written, and is left out. */
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
