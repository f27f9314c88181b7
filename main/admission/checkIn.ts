import { type Refusal, refusalOf, termsOf } from "../../core/admission/decide.ts";
import { isOverridable, mostOverrides } from "../../core/admission/pin.ts";
import { seatsOf } from "../../core/allocation/seating.ts";
import type { DisplayedRefusal, Verdict } from "../../core/contract/contract.ts";
import type { KioskId, StaffId } from "../../core/identity.ts";
import { findFreePositions } from "../../core/journal/dayLedger.ts";
import type { ScanSource, VoucherSource } from "../../core/journal/journal.ts";
import type { OverrideReason } from "../../core/journal/values.ts";
import { type IssuerKey, readVoucher } from "../../core/voucher/voucher.ts";
import type { Clock } from "../../sync/clock.ts";
import { verify } from "../../sync/crypto/signature.ts";
import type { DayAllocation, KioskAllocations } from "../allocations/allocations.ts";
import type { Append, Journal, Knowledge } from "../journal/journal.ts";
import type { StoreErrorKind } from "../store/database.ts";
import type { Assess, Assessment } from "./assess.ts";
import type { Credential, Offer, Offers } from "./offers.ts";
import type { EnteredNumber, ShortNumberEntry } from "./shortNumberEntry.ts";

export type CheckInParts = {
	readonly kiosk: KioskId;
	readonly label: string;
	/** The issuer's keys of the root in force. */
	readonly issuers: () => readonly IssuerKey[];
	readonly journal: Journal;
	readonly shelf: KioskAllocations;
	readonly shortNumberEntry: ShortNumberEntry;
	readonly clock: Clock;
	/** What a line decided by this allocation was written on. */
	readonly knowledge: (held: DayAllocation | null) => Knowledge;
	readonly consider: Assess;
	readonly offers: Offers;
	/** Whether an admission gets a ticket on paper. */
	readonly isTicketing: () => boolean;
};

/** A supervisor's word for admitting what was refused. */
export type SupervisorOverride = { readonly by: StaffId; readonly why: OverrideReason };

/** One scan, from text to verdict. */
export type CheckIn = {
	readonly scan: (text: string, source: ScanSource) => Verdict;
	/** A short number and the last four of a card, in the place of a code. */
	readonly enterNumber: (typed: EnteredNumber) => Verdict;
	/** Admits k persons on an offer. The same offer admitted again gets the verdict it got: a double click is one admission. */
	readonly admit: (offer: string, persons: number) => Verdict;
	/** Admits k persons in spite of what refused them, or on what a look-up found. */
	readonly override: (offer: string, persons: number, word: SupervisorOverride) => Verdict;
	/** What a refusal says on a screen. */
	readonly refusalForScreen: (refusal: Refusal) => DisplayedRefusal;
};

export function createCheckIn(parts: CheckInParts): CheckIn {
	const { journal, shelf, clock, consider, offers } = parts;

	function scan(text: string, source: ScanSource): Verdict {
		if (journal.recoveryState() !== "sound") return refused({ reason: "restored" });
		const reading = readVoucher(text, parts.issuers(), verify);
		if (reading.kind === "unreadable") return refuse(refusalOf(reading), source, null, null);
		const { voucher, rotation } = reading;
		return offer({ kind: "code", voucher, rotation, seenAtMs: clock.nowMs() }, source);
	}

	/** A guess that cannot be written down is not told right or wrong: it would cost no try. */
	function number(typed: EnteredNumber): Verdict {
		if (journal.recoveryState() !== "sound") return refused({ reason: "restored" });
		const found = parts.shortNumberEntry.find(typed);
		if (found.kind === "row") return offer({ kind: "row", row: found.row }, "number");
		const written = journal.write((append) => appendRefusal(append, found.refusal, "number", null, null));
		return written.kind === "written" ? written.value : notRecorded(written.why);
	}

	function offer(brought: Credential, source: VoucherSource): Verdict {
		const considered = consider(brought, null, []);
		const { decision, claim, standing } = considered;
		const plain = { brought, source, waives: [] };
		if (decision.kind === "refused") return refuse(decision.refusal, source, considered, plain);
		const { row, remaining, session } = decision;
		if (remaining === 1) return redeem(plain, 1, null);
		return {
			kind: "offered",
			offer: offers.add(plain),
			party: termsOf(claim, row).party,
			remaining,
			session,
			place: row.place,
			seats: seatsOf(session, row, findFreePositions(standing, remaining)),
			card: row.card,
			atMs: clock.nowMs(),
		};
	}

	function admit(id: string, persons: number): Verdict {
		const offer = offers.find(id);
		// A look-up's finding, and what was refused, are admitted on a supervisor's word alone.
		if (offer === null || offer.source === "card" || offer.waives.length > 0) return refused({ reason: "offerGone" });
		if (offer.settled !== null) return offer.settled;
		const verdict = redeem(offer, persons, null);
		if (verdict.kind === "admitted") offer.settled = verdict;
		return verdict;
	}

	function override(id: string, persons: number, word: SupervisorOverride): Verdict {
		if (journal.recoveryState() !== "sound") return refused({ reason: "restored" });
		const offer = offers.find(id);
		if (offer === null) return refused({ reason: "offerGone" });
		if (offer.settled !== null) return offer.settled;
		const day = shelf.allocationFor(null, clock.nowMs())?.allocation.header.day;
		if (day !== undefined && journal.ledgerOf(day).overrides >= mostOverrides) {
			return refused({ reason: "overridesSpent", most: mostOverrides });
		}
		const verdict = redeem(offer, persons, word);
		if (verdict.kind === "admitted") offer.settled = verdict;
		return verdict;
	}

	/** Admission is one transaction: decide again on what is now on the disk, for exactly k, and append. */
	function redeem(offer: Omit<Offer, "settled">, persons: number, word: SupervisorOverride | null): Verdict {
		const { brought, source, waives } = offer;
		const isTicketed = parts.isTicketing();
		const written = journal.write((append): Verdict => {
			const considered = consider(brought, persons, waives);
			const { decision, claim, standing } = considered;
			if (decision.kind === "refused") return appendRefusal(append, decision.refusal, source, considered, offer);
			const { row, session, remaining, step, skewSeconds: skew } = decision;
			const { party } = termsOf(claim, row);
			const positions = findFreePositions(standing, persons);
			const fact = { row: row.key, session: session.session, persons, party, source, step, skew };
			const override = word === null ? null : { ...word, refused: waives.join(" ") || source };
			const entry = append(
				{ kind: "redeemed", ...fact, positions: [...positions], isTicketed, override },
				parts.knowledge(considered.held),
			);
			return {
				kind: "admitted",
				persons,
				party,
				remaining: remaining - persons,
				session,
				place: row.place,
				seats: seatsOf(session, row, positions),
				atMs: entry.at,
				line: entry.seq,
				isTicketed,
			};
		});
		return written.kind === "written" ? written.value : notRecorded(written.why);
	}

	function notRecorded(trouble: StoreErrorKind | "restored"): Verdict {
		if (trouble === "restored") return refused({ reason: "restored" });
		return refused({ reason: "notRecorded", why: trouble === "diskFull" ? "diskFull" : "diskFailed" });
	}

	/** A refusal is journalled too; but when the disk fails, the member is still told why, for nobody was admitted. */
	function refuse(
		refusal: Refusal,
		source: VoucherSource,
		considered: Assessment | null,
		offer: Omit<Offer, "settled"> | null,
	): Verdict {
		const written = journal.write((append) => appendRefusal(append, refusal, source, considered, offer));
		return written.kind === "written" ? written.value : told(refusal, considered, offer, clock.nowMs());
	}

	function appendRefusal(
		append: Append,
		refusal: Refusal,
		source: VoucherSource,
		considered: Assessment | null,
		offer: Omit<Offer, "settled"> | null,
	): Verdict {
		const row = considered?.key ?? null;
		const session = considered?.session?.session ?? null;
		const skew = "skewSeconds" in refusal ? refusal.skewSeconds : null;
		const fact = { kind: "refused", reason: refusal.reason, row, session, source, skew } as const;
		const entry = append(fact, parts.knowledge(considered?.held ?? shelf.allocationFor(null, clock.nowMs())));
		return told(refusal, considered, offer, entry.at);
	}

	/** What a supervisor may admit in spite of is offered with its refusal. */
	function told(
		refusal: Refusal,
		considered: Assessment | null,
		offer: Omit<Offer, "settled"> | null,
		atMs: number,
	): Verdict {
		const session = considered?.session ?? null;
		const remaining = considered?.remaining ?? 0;
		const isOffered = offer !== null && remaining > 0 && isOverridable(refusal);
		const override = isOffered
			? { offer: offers.add({ ...offer, waives: [...offer.waives, refusal.reason] }), remaining }
			: null;
		return { kind: "refused", refusal: shown(refusal), session, atMs, override };
	}

	/** What only a window can refuse for; of these there is no line. */
	function refused(refusal: DisplayedRefusal): Verdict {
		return { kind: "refused", refusal, session: null, atMs: clock.nowMs(), override: null };
	}

	function shown(refusal: Refusal): DisplayedRefusal {
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
		const header = shelf.allocationFor(null, clock.nowMs())?.allocation.header;
		return header?.venues.find((other) => other.venue === venue)?.title ?? null;
	}

	return { scan, enterNumber: number, admit, override, refusalForScreen: shown };
}
