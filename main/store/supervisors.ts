import { z } from "zod";
import { StaffId } from "../../core/identity.ts";
import type { WritableDatabase } from "../../sync/sqlite.ts";
import { prepareWrite } from "./rows.ts";

/** A PIN as stored: scrypt over its HMAC under a key that the system's keyring protects. */
export type StoredSupervisor = { readonly staff: StaffId; readonly salt: Buffer; readonly digest: Buffer };

export type PinKey = { readonly key: Buffer; readonly isProtected: boolean };

/** Wrong PINs in a row, and how much of the last lock is left to run; both survive a restart. */
export type PinTries = { readonly failures: number; readonly lockLeftMs: number };

const SupervisorRow = z.object({ staff: StaffId, salt: z.instanceof(Buffer), digest: z.instanceof(Buffer) });
const PinKeyRow = z.object({ key: z.instanceof(Buffer), isProtected: z.int().transform(Boolean) });
const PinTriesRow = z.object({ failures: z.int(), lockLeftMs: z.int() });

export type Supervisors = ReturnType<typeof openSupervisors>;

export function openSupervisors(database: WritableDatabase) {
	const all = database.prepare("SELECT staff, salt, digest FROM supervisor ORDER BY staff");
	const put = prepareWrite(
		database,
		"a supervisor",
		SupervisorRow,
		`INSERT INTO supervisor (staff, salt, digest) VALUES (@staff, @salt, @digest)
		ON CONFLICT DO UPDATE SET salt = excluded.salt, digest = excluded.digest`,
	);
	const remove = database.prepare<{ staff: StaffId }>("DELETE FROM supervisor WHERE staff = @staff");
	const key = database.prepare("SELECT key, isProtected FROM pinKey");
	const putKey = prepareWrite(
		database,
		"the PIN key",
		PinKeyRow,
		"INSERT INTO pinKey (one, key, isProtected) VALUES (1, @key, @isProtected)",
	);
	const tries = database.prepare("SELECT failures, lockLeftMs FROM pinTries");
	const putTries = prepareWrite(
		database,
		"the PIN tries",
		PinTriesRow,
		"UPDATE pinTries SET failures = @failures, lockLeftMs = @lockLeftMs",
	);
	return {
		all: (): readonly StoredSupervisor[] => SupervisorRow.array().parse(all.all()),
		put,
		/** Changes nothing if there is no such supervisor. */
		remove: (staff: StaffId): void => void remove.run({ staff }),
		key: (): PinKey | null => PinKeyRow.optional().parse(key.get()) ?? null,
		putKey: ({ key: bytes, isProtected }: PinKey): void => putKey({ key: bytes, isProtected: isProtected ? 1 : 0 }),
		tries: (): PinTries => PinTriesRow.parse(tries.get()),
		putTries,
	};
}
