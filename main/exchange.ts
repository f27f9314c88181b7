import { findRow } from "../core/allocation.ts";
import { admittedIn, standingOf, untouched } from "../core/book.ts";
import type { RefusalShown, Verdict } from "../core/contract.ts";
import { type Claim, claimOf, type Decision, decide, type Refusal, refusalOf, termsOf } from "../core/decide.ts";
import type { KioskId, RowKey } from "../core/identity.ts";
import type { Origin, Source } from "../core/journal.ts";
import type { Revocation, RowOfDay } from "../core/revocations.ts";
import { checkRotation, type Shown } from "../core/rotation.ts";
import { type Row, rowKey } from "../core/row.ts";
import type { Session } from "../core/session.ts";
import { type IssuerKey, type Rotation, readVoucher, type Voucher } from "../core/voucher.ts";
import { mac, verify } from "../sync/signature.ts";
import type { Clock } from "./clock.ts";
import type { NumberDesk, TypedNumber } from "./numberDesk.ts";
import type { HeldDay, KioskShelf } from "./shelf.ts";
import type { StoreTroubleKind } from "./store/database.ts";
import type { Append, Journal, Knowledge } from "./store/journal.ts";

export type ExchangeParts = {
	readonly venue: number;
	readonly kiosk: KioskId;
	readonly label: string;
	/** The issuer's keys of the root in force. */
	readonly issuers: () => readonly IssuerKey[];
	readonly journal: Journal;
	readonly shelf: KioskShelf;
	readonly numberDesk: NumberDesk;
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
	/** A short number and the last four of a card, in the place of a code. */
	readonly number: (typed: TypedNumber) => Verdict;
	/** Admits k persons on an offer. The same offer admitted again gets the verdict it got: a double click is one admission. */
	readonly admit: (offer: string, persons: number) => Verdict;
};

/** What was brought to the counter: a code that was read and when, or the row that a short number led to. */
type Brought =
	| {
			readonly kind: "code";
			readonly voucher: Voucher;
			readonly rotation: Rotation | null;
			readonly seenAtMs: number;
	  }
	| { readonly kind: "number"; readonly row: Row };
type Offer = { readonly brought: Brought; readonly source: Origin; settled: Verdict | null };
type Considered = {
	readonly decision: Decision;
	readonly claim: Claim;
	readonly held: HeldDay | null;
	readonly key: RowKey | null;
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
		const { voucher, rotation } = reading;
		return offer({ kind: "code", voucher, rotation, seenAtMs: clock.nowMs() }, source);
	}

	/** A guess that cannot be written down is not told right or wrong: it would cost no try. */
	function number(typed: TypedNumber): Verdict {
		if (journal.soundness() !== "sound") return restored();
		const found = parts.numberDesk.find(typed);
		if (found.kind === "row") return offer({ kind: "number", row: found.row }, "number");
		const written = journal.write((append) => appendRefusal(append, found.refusal, "number", null));
		return written.kind === "written" ? written.value : notRecorded(written.why);
	}

	function offer(brought: Brought, source: Origin): Verdict {
		const considered = consider(brought, null);
		const { decision, claim } = considered;
		if (decision.kind === "refused") return refuse(decision.refusal, source, considered);
		if (decision.remaining === 1) return redeem(brought, 1, source);
		return {
			kind: "offered",
			offer: remember({ brought, source, settled: null }),
			party: termsOf(claim, decision.row).party,
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
		const verdict = redeem(offer.brought, persons, offer.source);
		if (verdict.kind === "admitted") offer.settled = verdict;
		return verdict;
	}

	/** Admission is one transaction: decide again on what is now on the disk, for exactly k, and append. */
	function redeem(brought: Brought, persons: number, source: Origin): Verdict {
		const written = journal.write((append): Verdict => {
			const considered = consider(brought, persons);
			const { decision, claim } = considered;
			if (decision.kind === "refused") return appendRefusal(append, decision.refusal, source, considered);
			const { row, session, remaining, step, skewSeconds: skew } = decision;
			const { party } = termsOf(claim, row);
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
		return written.kind === "written" ? written.value : notRecorded(written.why);
	}

	function notRecorded(trouble: StoreTroubleKind | "restored"): Verdict {
		if (trouble === "restored") return restored();
		const why = trouble === "diskFull" ? "diskFull" : "diskFailed";
		return { kind: "refused", refusal: { reason: "notRecorded", why }, session: null, atMs: clock.nowMs() };
	}

	function restored(): Verdict {
		return { kind: "refused", refusal: { reason: "restored" }, session: null, atMs: clock.nowMs() };
	}

	/** A refusal is journalled too; but when the disk fails, the member is still told why, for nobody was admitted. */
	function refuse(refusal: Refusal, source: Origin, considered: Considered | null): Verdict {
		const written = journal.write((append) => appendRefusal(append, refusal, source, considered));
		return written.kind === "written" ? written.value : refused(refusal, considered, clock.nowMs());
	}

	function appendRefusal(append: Append, refusal: Refusal, source: Origin, considered: Considered | null): Verdict {
		const row = considered?.key ?? null;
		const session = considered?.session?.session ?? null;
		const skew = "skewSeconds" in refusal ? refusal.skewSeconds : null;
		const fact = { kind: "refused", reason: refusal.reason, row, session, source, skew } as const;
		const entry = append(fact, parts.knowledge(considered?.held ?? shelf.heldFor(null, clock.nowMs())));
		return refused(refusal, considered, entry.at);
	}

	function consider(brought: Brought, persons: number | null): Considered {
		const nowMs = clock.nowMs();
		const voucher = brought.kind === "code" ? brought.voucher : null;
		const held = voucher === null || voucher.venue === parts.venue ? shelf.heldFor(voucher, nowMs) : null;
		const key = held === null ? null : keyOf(brought, held);
		const row = held === null || key === null ? null : findRow(held.allocation, key);
		const header = held?.allocation.header ?? null;
		const claim = brought.kind === "code" ? brought.voucher : claimOf(row ?? brought.row, parts.venue);
		const wanted = row === null ? null : termsOf(claim, row).session;
		const session = header?.sessions.find((candidate) => candidate.session === wanted) ?? null;
		const book = header === null ? null : journal.bookOf(header.day);
		const decision = decide({
			venue: parts.venue,
			voucher: claim,
			shown: shownBy(brought, held),
			header,
			row,
			revocation: parts.revocationOf(header === null || key === null ? null : { day: header.day, row: key }),
			session,
			standing: book === null || key === null ? untouched : standingOf(book, key),
			sessionAdmitted: book === null || session === null ? 0 : admittedIn(book, session.session),
			nowMs,
			persons,
		});
		return { decision, claim, held, key, session };
	}

	function keyOf(brought: Brought, held: HeldDay): RowKey {
		return brought.kind === "code" ? rowKey(held.key, brought.voucher.id, mac) : brought.row.key;
	}

	function shownBy(brought: Brought, held: HeldDay | null): Shown {
		if (brought.kind === "number") return { kind: "shortNumber" };
		const { voucher, rotation, seenAtMs } = brought;
		return checkRotation(rotation, voucher.id, held?.dayKey ?? null, seenAtMs, mac);
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

	return { scan, number, admit };
}
