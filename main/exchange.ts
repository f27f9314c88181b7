import { findRow } from "../core/allocation.ts";
import { admittedIn, standingOf, untouched } from "../core/book.ts";
import type { RefusalShown, Verdict } from "../core/contract.ts";
import { type Decision, decide, type Refusal, refusalOf, termsOf } from "../core/decide.ts";
import type { KioskId } from "../core/identity.ts";
import type { Source } from "../core/journal.ts";
import type { Revocation, RowOfDay } from "../core/revocations.ts";
import { checkRotation } from "../core/rotation.ts";
import { rowKey } from "../core/row.ts";
import type { Session } from "../core/session.ts";
import { type IssuerKey, type Rotation, readVoucher, type Voucher } from "../core/voucher.ts";
import { mac, verify } from "../sync/signature.ts";
import type { Clock } from "./clock.ts";
import type { HeldDay, KioskShelf } from "./shelf.ts";
import type { Append, Journal, Knowledge } from "./store/journal.ts";

export type ExchangeParts = {
	readonly venue: number;
	readonly kiosk: KioskId;
	readonly label: string;
	/** The issuer's keys of the root in force. */
	readonly issuers: () => readonly IssuerKey[];
	readonly journal: Journal;
	readonly shelf: KioskShelf;
	readonly clock: Clock;
	/** What a line decided by this allocation was written on. */
	readonly knowledge: (held: HeldDay | null) => Knowledge;
	/** What the newest revocations say of this window, or of a voucher's row. */
	readonly revocationOf: (voucher: RowOfDay | null) => Revocation | null;
	readonly newOfferId: () => string;
};

/** One scan, from text to verdict. */
export type Exchange = {
	readonly scan: (text: string, source: Source) => Verdict;
	/** Admits k persons on an offer. The same offer admitted again gets the verdict it got: a double click is one admission. */
	readonly admit: (offer: string, persons: number) => Verdict;
};

/** A code that was read, and when. */
type Code = { readonly voucher: Voucher; readonly rotation: Rotation | null; readonly seenAtMs: number };
type Offer = { readonly code: Code; readonly source: Source; settled: Verdict | null };
type Considered = {
	readonly decision: Decision;
	readonly voucher: Voucher;
	readonly held: HeldDay | null;
	readonly session: Session | null;
};

/** Offers hold no right, so forgetting the oldest costs a rescan and nothing else. */
const mostOffers = 64;

export function openExchange(parts: ExchangeParts): Exchange {
	const { journal, shelf, clock } = parts;
	const offers = new Map<string, Offer>();

	function scan(text: string, source: Source): Verdict {
		if (journal.soundness() !== "sound") return restored();
		const reading = readVoucher(text, parts.issuers(), verify);
		if (reading.kind === "unreadable") return refuse(refusalOf(reading), source, null);
		const code: Code = { voucher: reading.voucher, rotation: reading.rotation, seenAtMs: clock.nowMs() };
		const considered = consider(code, null);
		const { decision } = considered;
		if (decision.kind === "refused") return refuse(decision.refusal, source, considered);
		if (decision.remaining === 1) return redeem(code, 1, source);
		const offer = remember({ code, source, settled: null });
		return {
			kind: "offered",
			offer,
			party: termsOf(reading.voucher, decision.row).party,
			remaining: decision.remaining,
			session: decision.session,
			place: decision.row.place,
			card: decision.row.card,
			atMs: clock.nowMs(),
		};
	}

	function admit(id: string, persons: number): Verdict {
		const offer = offers.get(id);
		if (offer === undefined)
			return { kind: "refused", refusal: { reason: "offerGone" }, session: null, atMs: clock.nowMs() };
		if (offer.settled !== null) return offer.settled;
		const verdict = redeem(offer.code, persons, offer.source);
		if (verdict.kind === "admitted") offer.settled = verdict;
		return verdict;
	}

	/** Admission is one transaction: decide again on what is now on the disk, for exactly k, and append. */
	function redeem(code: Code, persons: number, source: Source): Verdict {
		const { voucher } = code;
		const written = journal.write((append): Verdict => {
			const considered = consider(code, persons);
			const { decision } = considered;
			if (decision.kind === "refused") return appendRefusal(append, decision.refusal, source, considered);
			const { row, session, remaining, step, skewSeconds: skew } = decision;
			const { party } = termsOf(voucher, row);
			const fact = { row: row.key, session: session.session, persons, party, source, step, skew };
			const entry = append({ kind: "redeemed", ...fact }, parts.knowledge(considered.held));
			const left = remaining - persons;
			return {
				kind: "admitted",
				persons,
				party,
				remaining: left,
				session,
				place: row.place,
				atMs: entry.at,
				line: entry.seq,
			};
		});
		if (written.kind === "written") return written.value;
		if (written.why === "restored") return restored();
		const why = written.why === "diskFull" ? "diskFull" : "diskFailed";
		return { kind: "refused", refusal: { reason: "notRecorded", why }, session: null, atMs: clock.nowMs() };
	}

	function restored(): Verdict {
		return { kind: "refused", refusal: { reason: "restored" }, session: null, atMs: clock.nowMs() };
	}

	/** A refusal is journalled too; but when the disk fails, the member is still told why, for nobody was admitted. */
	function refuse(refusal: Refusal, source: Source, considered: Considered | null): Verdict {
		const written = journal.write((append) => appendRefusal(append, refusal, source, considered));
		return written.kind === "written" ? written.value : refused(refusal, considered, clock.nowMs());
	}

	function appendRefusal(append: Append, refusal: Refusal, source: Source, considered: Considered | null): Verdict {
		const row = considered?.held ? rowKey(considered.held.key, considered.voucher.id, mac) : null;
		const session = considered?.session?.session ?? null;
		const skew = "skewSeconds" in refusal ? refusal.skewSeconds : null;
		const fact = { kind: "refused", reason: refusal.reason, row, session, source, skew } as const;
		const entry = append(fact, parts.knowledge(considered?.held ?? shelf.heldFor(null, clock.nowMs())));
		return refused(refusal, considered, entry.at);
	}

	function consider({ voucher, rotation, seenAtMs }: Code, persons: number | null): Considered {
		const nowMs = clock.nowMs();
		const held = voucher.venue === parts.venue ? shelf.heldFor(voucher, nowMs) : null;
		const key = held === null ? null : rowKey(held.key, voucher.id, mac);
		const row = held === null || key === null ? null : findRow(held.allocation, key);
		const header = held?.allocation.header ?? null;
		const wanted = row === null ? null : termsOf(voucher, row).session;
		const session = header?.sessions.find((candidate) => candidate.session === wanted) ?? null;
		const book = header === null ? null : journal.bookOf(header.day);
		const decision = decide({
			venue: parts.venue,
			voucher,
			shown: checkRotation(rotation, voucher.id, held?.dayKey ?? null, seenAtMs, mac),
			header,
			row,
			revocation: parts.revocationOf(header === null || key === null ? null : { day: header.day, row: key }),
			session,
			standing: book === null || key === null ? untouched : standingOf(book, key),
			sessionAdmitted: book === null || session === null ? 0 : admittedIn(book, session.session),
			nowMs,
			persons,
		});
		return { decision, voucher, held, session };
	}

	function refused(refusal: Refusal, considered: Considered | null, atMs: number): Verdict {
		return { kind: "refused", refusal: shown(refusal), session: considered?.session ?? null, atMs };
	}

	function shown(refusal: Refusal): RefusalShown {
		switch (refusal.reason) {
			case "alreadyRedeemed": {
				const { persons, atMs, kiosk } = refusal;
				const here = kiosk === parts.kiosk;
				return { reason: "alreadyRedeemed", persons, atMs, label: here ? parts.label : kiosk, here };
			}
			case "wrongVenue":
				return { reason: "wrongVenue", venue: refusal.venue, title: titleOf(refusal.venue) };
			default:
				return refusal;
		}
	}

	/** Other venues are known from the allocation, so that a member is sent to a name and not to a number. */
	function titleOf(venue: number) {
		const header = shelf.heldFor(null, clock.nowMs())?.allocation.header;
		return header?.venues.find((other) => other.venue === venue)?.title ?? null;
	}

	function remember(offer: Offer): string {
		const id = parts.newOfferId();
		offers.set(id, offer);
		const [oldest] = offers.keys();
		if (offers.size > mostOffers && oldest !== undefined) offers.delete(oldest);
		return id;
	}

	return { scan, admit };
}
