import type { Session } from "../../../core/allocation/session.ts";
import type { DisplayedRefusal, Verdict } from "../../../core/contract/contract.ts";
import { matinee, soiree } from "./programme.ts";
import { nowMs, timeOfDay } from "./time.ts";

export type SampleOffer = Extract<Verdict, { kind: "offered" }>;
export type SampleAdmission = Extract<Verdict, { kind: "admitted" }>;

/** The session of the refusal `tooEarly`. */
const evening: Session = {
	...matinee,
	session: 107,
	startsAt: timeOfDay("16:30"),
	admitFrom: timeOfDay("16:00"),
	admitUntil: timeOfDay("17:00"),
};

export function createOffer(party: number, remaining = party, other: Partial<SampleOffer> = {}): SampleOffer {
	const card = "0417";
	return {
		kind: "offered",
		offer: "o1",
		party,
		remaining,
		session: matinee,
		place: 0,
		seats: seatsFrom(86, remaining),
		card,
		atMs: nowMs,
		...other,
	};
}

export function createAdmission(persons: number, remaining = 0, other: Partial<SampleAdmission> = {}): SampleAdmission {
	const party = persons + remaining;
	const [session, place, line] = [matinee, 0, 132];
	const plain = { seats: seatsFrom(86, persons), atMs: nowMs, line, isTicketed: false };
	return { kind: "admitted", persons, party, remaining, session, place, ...plain, ...other };
}

export function createRefusal(
	refusal: DisplayedRefusal,
	session = refusal.reason === "tooEarly" ? evening : null,
): Verdict {
	return { kind: "refused", refusal, session, atMs: nowMs, override: null, undoable: [] };
}

/** A refusal that a supervisor may override for up to `remaining` persons. */
export function createOverridableRefusal(remaining: number, refusal: DisplayedRefusal): Verdict {
	const override = { offer: "o2", remaining, others: [] };
	return { kind: "refused", refusal, session: soiree, atMs: nowMs, override, undoable: [] };
}

function seatsFrom(first: number, persons: number): readonly number[] {
	return Array.from({ length: persons }, (_, position) => first + position);
}
