import { createHmac, scrypt, timingSafeEqual } from "node:crypto";
import { pinFailuresToLock, pinLockMs, type SupervisorCredentials, weaknessOf } from "../../core/admission/pin.ts";
import type { PinRefusal, SupervisorOutcome } from "../../core/contract/contract.ts";
import type { StaffId } from "../../core/identity.ts";
import type { Fact } from "../../core/journal/journal.ts";
import type { Clock, Random } from "../../sync/clock.ts";
import { createMutex } from "../../sync/mutex.ts";
import type { Journal } from "../journal/journal.ts";
import { protectSecret, unprotectSecret } from "../keys/deviceKey.ts";
import type { Keyring } from "../keys/keyring.ts";
import { type Database, storeErrorKindOf } from "../store/database.ts";
import { openSupervisors } from "../store/supervisors.ts";

export type PinsParts = {
	readonly database: Database;
	readonly keyring: Keyring | null;
	readonly clock: Pick<Clock, "nowMs" | "monoMs">;
	readonly random: Random;
	/** The product's, where no other is given. */
	readonly cost?: PinCost | undefined;
	readonly journal: Pick<Journal, "record" | "write">;
};

export type Pins = {
	readonly supervisors: () => readonly StaffId[];
	/** By this kiosk's clock as it is now; the lock itself is measured by the monotonic clock, and moves with the time. */
	readonly lockedUntilMs: () => number | null;
	/** Records how much of a lock is left, so that a restart neither frees nor prolongs it. */
	readonly keepLock: () => void;
	/** Null when the PIN is right. `to` names what was asked for, in the journal's line of a wrong one. */
	readonly check: (consent: SupervisorCredentials, to: string) => Promise<PinRefusal | null>;
	/** The caller has checked that this is allowed. A null PIN removes the supervisor. */
	readonly set: (staff: StaffId, pin: string | null, by: StaffId | null) => Promise<SupervisorOutcome>;
};

/** The cost of one guess at a PIN: parameters of scrypt. */
export type PinCost = { readonly N: number; readonly r: number; readonly p: number; readonly maxmem: number };

/** 64 MiB and about 100 ms a guess, for whoever stole the disk without its keyring. */
export const productPinCost: PinCost = { N: 1 << 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };

export function createPins({ database, keyring, clock, random, cost = productPinCost, journal }: PinsParts): Pins {
	const store = openSupervisors(database);
	// A mutex: the second try begins when the first has been counted.
	const inTurn = createMutex();

	/**
	 * An HMAC key of this machine alone: without it the digests cannot be guessed at. It is kept in memory from the start,
	 * because the keyring may shut while the app runs, and PINs are asked for then too. Null before the first PIN.
	 */
	let knownKey = readPinKey();

	/** A lock runs only while the app does: nothing proves how long the machine was off. */
	let lock = { leftMs: store.tries().lockLeftMs, fromMono: clock.monoMs() };

	function lockLeftMs(): number {
		return Math.max(0, lock.leftMs - (clock.monoMs() - lock.fromMono));
	}

	function putTries(failures: number, leftMs: number): void {
		store.putTries({ failures, lockLeftMs: Math.round(leftMs) });
		lock = { leftMs, fromMono: clock.monoMs() };
	}

	function lockedUntilMs(): number | null {
		const leftMs = lockLeftMs();
		return leftMs > 0 ? clock.nowMs() + leftMs : null;
	}

	/** Best effort: without it a restart begins the lock again from what was last recorded. */
	function keepLock(): void {
		if (lock.leftMs === 0) return;
		try {
			putTries(store.tries().failures, lockLeftMs());
		} catch (error) {
			if (storeErrorKindOf(error) === null) throw error;
		}
	}

	/** The try is counted as failed before the PIN is checked, so that cutting the power does not give it back. */
	async function check({ staff, pin }: SupervisorCredentials, to: string): Promise<PinRefusal | null> {
		const untilMs = lockedUntilMs();
		if (untilMs !== null) return { kind: "pinRefused", why: "locked", untilMs };
		const failures = store.tries().failures + 1;
		const isLast = failures >= pinFailuresToLock;
		if (isLast) putTries(0, pinLockMs);
		else putTries(failures, 0);
		const known = store.all().find((one) => one.staff === staff);
		const digest = await digestOf(pin, known?.salt ?? Buffer.alloc(16));
		if (known !== undefined && timingSafeEqual(digest, known.digest)) {
			putTries(0, 0);
			return null;
		}
		journal.record({ kind: "pinRefused", staff, to });
		if (isLast) return { kind: "pinRefused", why: "locked", untilMs: clock.nowMs() + lockLeftMs() };
		return { kind: "pinRefused", why: "wrong", triesLeft: pinFailuresToLock - failures };
	}

	async function set(staff: StaffId, pin: string | null, by: StaffId | null): Promise<SupervisorOutcome> {
		const known = store.all();
		if (pin === null) {
			if (known.every((one) => one.staff === staff)) return { kind: "notSet", why: "lastOne" };
			return record({ staff, is: "removed", by }, () => store.remove(staff));
		}
		const weakness = weaknessOf(pin);
		if (weakness !== null) return { kind: "notSet", why: weakness };
		const salt = Buffer.from(random(16));
		const digest = await digestOf(pin, salt);
		return record({ staff, is: "set", by }, () => store.put({ staff, salt, digest }));
	}

	/** The change and its journal line are one transaction. */
	function record(what: Omit<Extract<Fact, { kind: "supervisorSet" }>, "kind">, change: () => void): SupervisorOutcome {
		const written = journal.write((append) => {
			append({ kind: "supervisorSet", ...what });
			change();
		});
		return written.kind === "written" ? { kind: "set" } : { kind: "notSet", why: "notRecorded" };
	}

	function digestOf(pin: string, salt: Buffer): Promise<Buffer> {
		const bound = createHmac("sha256", pinKey()).update(pin).digest();
		return new Promise((resolve, reject) => {
			scrypt(bound, salt, 32, cost, (error, digest) => (error === null ? resolve(digest) : reject(error)));
		});
	}

	function pinKey(): Buffer {
		knownKey ??= makePinKey();
		return knownKey;
	}

	function readPinKey(): Buffer | null {
		const stored = store.key();
		if (stored === null || !stored.isProtected) return stored?.key ?? null;
		return unprotectSecret(stored.key, keyring);
	}

	function makePinKey(): Buffer {
		const key = Buffer.from(random(32));
		const secret = keyring === null ? null : protectSecret(keyring, key);
		store.putKey({ key: secret ?? key, isProtected: secret !== null });
		return key;
	}

	return {
		supervisors: () => store.all().map(({ staff }) => staff),
		lockedUntilMs,
		keepLock,
		check: (consent, to) => inTurn(() => check(consent, to)),
		set: (staff, pin, by) => inTurn(() => set(staff, pin, by)),
	};
}
