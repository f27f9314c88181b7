import { Day, KioskId, RowKey, StaffId, zeroDigest } from "../../../core/identity.ts";
import type { Entry, Fact, Stamp } from "../../../core/journal/journal.ts";
import { noonMs, venue } from "../venueDay.ts";

export const row = RowKey.parse("00".repeat(16));
export const kiosk = KioskId.parse("k0123456789ab");
export const supervisor = StaffId.parse("1001");

/** The line of this number in a kiosk's journal, as many milliseconds after noon; `changes` say what is different. */
export function lineOf(seq: number, fact: Fact, changes: Partial<Stamp> = {}): Entry {
	const stamp: Stamp = {
		v: 1,
		alg: "Ed25519",
		venue,
		day: Day.parse("2026-10-01"),
		kiosk,
		incarnation: 1,
		seq,
		prev: zeroDigest,
		boot: 1,
		at: noonMs + seq,
		mono: seq,
		hub: null,
		alloc: 1,
		revocations: 0,
		roster: 0,
		net: "none",
		operator: null,
		...changes,
	};
	return { ...stamp, ...fact };
}

type Redeemed = Extract<Fact, { kind: "redeemed" }>;

export function redeemed(persons: number, changes: Partial<Redeemed> = {}): Redeemed {
	return {
		kind: "redeemed",
		row,
		session: 11,
		persons,
		party: 9,
		issue: 1,
		source: "camera",
		step: null,
		skew: null,
		positions: null,
		seats: null,
		override: null,
		isTicketed: false,
		...changes,
	};
}

/** A void of the last so many persons, or of those at `positions`. */
export function voided(line: number, persons: number, positions: number[] | null = null): Fact {
	return { kind: "voided", row, session: 11, persons, line, why: "wrongVoucher", positions, by: null };
}

export function refused(reason: string, source: Extract<Fact, { kind: "refused" }>["source"] = "camera"): Fact {
	return { kind: "refused", reason, row: null, session: null, source, skew: null };
}

/** Admitted by a supervisor in spite of a refusal. */
export const override = { by: supervisor, why: "phoneFailed", refused: "codeTooOld" } as const;
