import { StaffId } from "../../core/identity.ts";
import type { Database } from "./database.ts";

/** A PIN as it lies on the disk: scrypt over its HMAC under a key that the system's keyring keeps. */
export type StoredSupervisor = { readonly staff: StaffId; readonly salt: Buffer; readonly digest: Buffer };

export type PinKey = { readonly key: Buffer; readonly isProtected: boolean };

/** Wrong PINs in a row, and the end of the last lock in Unix ms; both survive a restart. */
export type PinTries = { readonly failures: number; readonly lockedUntilMs: number };

export type Supervisors = ReturnType<typeof openSupervisors>;

export function openSupervisors(database: Database) {
	const all = database.prepare<[], { staff: string; salt: Buffer; digest: Buffer }>(
		"SELECT staff, salt, digest FROM supervisor ORDER BY staff",
	);
	const put = database.prepare<StoredSupervisor>(`
		INSERT INTO supervisor (staff, salt, digest) VALUES (@staff, @salt, @digest)
		ON CONFLICT DO UPDATE SET salt = excluded.salt, digest = excluded.digest
	`);
	const remove = database.prepare<{ staff: StaffId }>("DELETE FROM supervisor WHERE staff = @staff");
	const key = database.prepare<[], { key: Buffer; isProtected: number }>("SELECT key, isProtected FROM pin_key");
	const putKey = database.prepare<{ key: Buffer; isProtected: number }>(
		"INSERT INTO pin_key (one, key, isProtected) VALUES (1, @key, @isProtected)",
	);
	const tries = database.prepare<[], PinTries>("SELECT failures, lockedUntilMs FROM pin_tries");
	const putTries = database.prepare<PinTries>(
		"UPDATE pin_tries SET failures = @failures, lockedUntilMs = @lockedUntilMs",
	);
	return {
		all: (): readonly StoredSupervisor[] => all.all().map((row) => ({ ...row, staff: StaffId.parse(row.staff) })),
		put: (supervisor: StoredSupervisor): void => void put.run(supervisor),
		remove: (staff: StaffId): void => void remove.run({ staff }),
		key(): PinKey | null {
			const row = key.get();
			return row === undefined ? null : { key: row.key, isProtected: row.isProtected === 1 };
		},
		putKey: ({ key: bytes, isProtected }: PinKey): void =>
			void putKey.run({ key: bytes, isProtected: isProtected ? 1 : 0 }),
		tries(): PinTries {
			return tries.get() ?? { failures: 0, lockedUntilMs: 0 };
		},
		putTries: (now: PinTries): void => void putTries.run(now),
	};
}
