import { z } from "zod";
import { Digest, zeroDigest } from "../../core/identity.ts";
import { Envelope } from "../../core/trust/envelope.ts";
import { openSqlite } from "../sqlite.ts";

/** The highest version signed for one subject, and the digest of its bytes. */
export type HighWaterMark = { readonly version: number; readonly digest: string };

/** The end of the audit log at the last signature: its last line spans the bytes from `start` to `length`. */
export const AuditLogEnd = z.strictObject({
	seq: z.int().nonnegative(),
	digest: Digest,
	start: z.int().nonnegative(),
	length: z.int().nonnegative(),
});
export type AuditLogEnd = z.infer<typeof AuditLogEnd>;

export const emptyAuditLogEnd: AuditLogEnd = { seq: 0, digest: zeroDigest, start: 0, length: 0 };

/** High-water marks, the root in force, and the end of the audit log: restoring an older copy would allow equivocation. */
export type SignerDatabase = {
	readonly highWaterMark: (kind: string, subject: string) => HighWaterMark | null;
	readonly putHighWaterMark: (kind: string, subject: string, mark: HighWaterMark) => void;
	readonly root: () => Envelope | null;
	readonly putRoot: (root: Envelope) => void;
	readonly logEnd: () => AuditLogEnd;
	readonly putLogEnd: (end: AuditLogEnd) => void;
	readonly transact: <T>(work: () => T) => T;
	readonly close: () => void;
};

const schema = `
CREATE TABLE marks (
	kind TEXT NOT NULL,
	subject TEXT NOT NULL,
	version INTEGER NOT NULL CHECK (version > 0),
	digest TEXT NOT NULL CHECK (length(digest) = 64),
	PRIMARY KEY (kind, subject)
) STRICT;
CREATE TABLE facts (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
`;

export function openSignerDatabase(path: string): SignerDatabase {
	const db = openSqlite({ path, migrations: [schema], busyTimeoutMs: 2000 });
	const mark = db.prepare<{ kind: string; subject: string }, HighWaterMark>(
		"SELECT version, digest FROM marks WHERE kind = :kind AND subject = :subject",
	);
	const putMark = db.prepare<HighWaterMark & { kind: string; subject: string }>(`
		INSERT INTO marks (kind, subject, version, digest) VALUES (:kind, :subject, :version, :digest)
		ON CONFLICT (kind, subject) DO UPDATE SET version = excluded.version, digest = excluded.digest
		WHERE excluded.version > version
	`);
	const fact = db.prepare<{ name: string }, { value: string }>("SELECT value FROM facts WHERE name = :name");
	const putFact = db.prepare<{ name: string; value: string }>(`
		INSERT INTO facts (name, value) VALUES (:name, :value)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value
	`);
	const read = <T>(name: string, shape: z.ZodType<T>): T | null => {
		const row = fact.get({ name });
		return row === undefined ? null : shape.parse(JSON.parse(row.value));
	};
	return {
		highWaterMark: (kind, subject) => mark.get({ kind, subject }) ?? null,
		putHighWaterMark(kind, subject, next) {
			const { changes } = putMark.run({ kind, subject, ...next });
			if (changes !== 1) throw new Error(`The mark of ${kind} ${subject} must not go back.`);
		},
		root: () => read("root", Envelope),
		putRoot: (root) => void putFact.run({ name: "root", value: JSON.stringify(root) }),
		logEnd: () => read("logEnd", AuditLogEnd) ?? emptyAuditLogEnd,
		putLogEnd: (end) => void putFact.run({ name: "logEnd", value: JSON.stringify(end) }),
		transact: (work) => db.transaction(work).immediate(),
		close: () => void db.close(),
	};
}
