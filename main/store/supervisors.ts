import { z } from "zod";
import { StaffId } from "../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../sync/sqlite.ts";

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
	const put = database.prepare<StoredSupervisor>(`
		INSERT INTO supervisor (staff, salt, digest) VALUES (@staff, @salt, @digest)
		ON CONFLICT DO UPDATE SET salt = excluded.salt, digest = excluded.digest
	`);
	const remove = database.prepare<{ staff: StaffId }>("DELETE FROM supervisor WHERE staff = @staff");
	const key = database.prepare("SELECT key, isProtected FROM pinKey");
	const putKey = database.prepare<{ key: Buffer; isProtected: number }>(
		"INSERT INTO pinKey (one, key, isProtected) VALUES (1, @key, @isProtected)",
	);
	const tries = database.prepare("SELECT failures, lockLeftMs FROM pinTries");
	const putTries = database.prepare<PinTries>("UPDATE pinTries SET failures = @failures, lockLeftMs = @lockLeftMs");
	return {
		all: (): readonly StoredSupervisor[] => SupervisorRow.array().parse(all.all()),
		put: (supervisor: StoredSupervisor): void => assertOneChange("a supervisor", put.run(supervisor)),
		/** Changes nothing if there is no such supervisor. */
		remove: (staff: StaffId): void => void remove.run({ staff }),
		key: (): PinKey | null => PinKeyRow.optional().parse(key.get()) ?? null,
		putKey: ({ key: bytes, isProtected }: PinKey): void =>
			assertOneChange("the PIN key", putKey.run({ key: bytes, isProtected: isProtected ? 1 : 0 })),
		tries: (): PinTries => PinTriesRow.parse(tries.get()),
		putTries: (now: PinTries): void => assertOneChange("the PIN tries", putTries.run(now)),
	};
}
