import type { Session } from "../../../core/allocation/session.ts";
import type { RefusalShown, Verdict } from "../../../core/contract/contract.ts";
import { at, nowMs } from "./moment.ts";
import { matinee, soiree } from "./palace.ts";

export type OfferedVerdict = Extract<Verdict, { kind: "offered" }>;
export type AdmittedVerdict = Extract<Verdict, { kind: "admitted" }>;

/** What a refusal for coming too early speaks of. */
const evening: Session = {
	...matinee,
	session: 107,
	startsAt: at("16:30"),
	admitFrom: at("16:00"),
	admitUntil: at("17:00"),
};

export function offered(party: number, remaining = party, other: Partial<OfferedVerdict> = {}): OfferedVerdict {
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

export function admitted(persons: number, remaining = 0, other: Partial<AdmittedVerdict> = {}): AdmittedVerdict {
	const party = persons + remaining;
	const [session, place, line] = [matinee, 0, 132];
	const plain = { seats: seatsFrom(86, persons), atMs: nowMs, line, isTicketed: false };
	return { kind: "admitted", persons, party, remaining, session, place, ...plain, ...other };
}

export function refused(refusal: RefusalShown, session = refusal.reason === "tooEarly" ? evening : null): Verdict {
	return { kind: "refused", refusal, session, atMs: nowMs, override: null };
}

/** Refused, but a supervisor may admit so many. */
export function overridable(remaining: number, refusal: RefusalShown): Verdict {
	return { kind: "refused", refusal, session: soiree, atMs: nowMs, override: { offer: "o2", remaining } };
}

function seatsFrom(first: number, persons: number): readonly number[] {
	return Array.from({ length: persons }, (_, position) => first + position);
}
