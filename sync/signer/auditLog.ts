import { closeSync, constants, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { z } from "zod";
import { decodeText, encodeText, toHex } from "../../core/bytes/bytes.ts";
import { Digest } from "../../core/identity.ts";
import { crypto } from "../crypto/signature.ts";
import { type AuditLogEnd, emptyAuditLogEnd } from "./signerDatabase.ts";

/** One signature: what, when, by which key, over what. `prev` is the SHA-256 of the line before; zeros in the first. */
export const AuditLogLine = z.strictObject({
	v: z.literal(1),
	seq: z.int().positive(),
	prev: Digest,
	at: z.int().nonnegative(),
	kind: z.string().max(20),
	subject: z.string().max(100),
	version: z.int().nonnegative(),
	/** The first 16 digits of the public key. */
	key: z.string().max(16),
	/** SHA-256 of a document's payload, as headers name each other; of a voucher's text. */
	digest: Digest,
});
export type AuditLogLine = z.infer<typeof AuditLogLine>;
export type AuditLogEntry = Omit<AuditLogLine, "v" | "seq" | "prev">;

/** The log is shorter than, or differs from, what the database says was signed. */
export class CorruptAuditLogError extends Error {}

export type AuditLog = {
	/** Appends lines and syncs them to disk. Returns the new end. */
	readonly append: (entries: readonly AuditLogEntry[]) => AuditLogEnd;
	readonly end: () => AuditLogEnd;
	/** Truncates what a failed commit left behind. */
	readonly rewind: (to: AuditLogEnd) => void;
	readonly close: () => void;
};

/** Opens the log whose end the database knows. Whole lines after it, written but never committed, are kept; a torn line is cut off. */
export function openAuditLog(path: string, end: AuditLogEnd): AuditLog {
	const fd = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
	let last: AuditLogEnd;
	try {
		last = findLogEnd(fd, end);
		ftruncateSync(fd, last.length);
	} catch (error) {
		closeSync(fd);
		throw error;
	}
	return {
		append(entries) {
			const texts: string[] = [];
			let next = last;
			for (const entry of entries) {
				const text = JSON.stringify({ v: 1, seq: next.seq + 1, prev: next.digest, ...entry } satisfies AuditLogLine);
				texts.push(`${text}\n`);
				next = endAfter(next, encodeText(text));
			}
			const bytes = Buffer.from(texts.join(""));
			for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at, bytes.length - at, last.length + at);
			fdatasyncSync(fd);
			last = next;
			return last;
		},
		end: () => last,
		rewind(to) {
			last = to;
			ftruncateSync(fd, to.length);
		},
		close: () => closeSync(fd),
	};
}

/** Parses the line that follows an end; null when it is malformed or does not follow. */
export function readNextLine(
	end: AuditLogEnd,
	bytes: Uint8Array,
): { readonly line: AuditLogLine; readonly end: AuditLogEnd } | null {
	try {
		const line = AuditLogLine.parse(JSON.parse(decodeText(bytes)));
		return line.seq === end.seq + 1 && line.prev === end.digest ? { line, end: endAfter(end, bytes) } : null;
	} catch {
		// Not JSON, or not of the shape.
		return null;
	}
}

function endAfter(end: AuditLogEnd, line: Uint8Array): AuditLogEnd {
	const digest = Digest.parse(toHex(crypto.hash(line)));
	return { seq: end.seq + 1, digest, start: end.length, length: end.length + line.length + 1 };
}

function findLogEnd(fd: number, end: AuditLogEnd): AuditLogEnd {
	const { size } = fstatSync(fd);
	if (size < end.length || !isLastLine(fd, end)) {
		throw new CorruptAuditLogError(
			`The signer's log was cut or changed: ${end.seq} signatures were given, and it does not end with the last of them. Nothing is signed until the cause is found. Inspect it with: pailou signer log`,
		);
	}
	let last = end;
	const rest = readBytes(fd, end.length, size - end.length);
	for (let from = 0; ; ) {
		const to = rest.indexOf(0x0a, from);
		const next = to < 0 ? null : readNextLine(last, rest.subarray(from, to));
		if (next === null) return last;
		last = next.end;
		from = to + 1;
	}
}

function isLastLine(fd: number, end: AuditLogEnd): boolean {
	if (end.seq === 0) return end.length === emptyAuditLogEnd.length;
	const line = readBytes(fd, end.start, end.length - end.start);
	return line.at(-1) === 0x0a && toHex(crypto.hash(line.subarray(0, -1))) === end.digest;
}

function readBytes(fd: number, at: number, length: number): Buffer {
	const bytes = Buffer.alloc(Math.max(0, length));
	const read = bytes.length === 0 ? 0 : readSync(fd, bytes, 0, bytes.length, at);
	return bytes.subarray(0, read);
}
