import { type Refusal, refusalOf, termsOf } from "../../core/admission/decide.ts";
import { isOverridable, mostOverrides } from "../../core/admission/override.ts";
import { seatsOf } from "../../core/allocation/seating.ts";
import type { DisplayedRefusal, Verdict } from "../../core/contract/contract.ts";
import type { StaffId } from "../../core/identity.ts";
import { findFreePositions } from "../../core/journal/dayLedger.ts";
import type { ScanSource, VoucherSource } from "../../core/journal/journal.ts";
import type { OverrideReason } from "../../core/journal/values.ts";
import { type IssuerKey, readVoucher } from "../../core/voucher/voucher.ts";
import type { Clock } from "../../sync/clock.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import type { Allocations } from "../allocations/allocations.ts";
import type { Append, Journal } from "../journal/journal.ts";
import type { StoreErrorKind } from "../store/database.ts";
import type { StoredIdentity } from "../store/identity.ts";
import type { Assess, Assessment } from "./assess.ts";
import type { Credential, Offer, Offers } from "./offers.ts";
import type { EnteredNumber, ShortNumberEntry } from "./shortNumberEntry.ts";

export type CheckInParts = {
	readonly identity: Pick<StoredIdentity, "kiosk" | "label">;
	/** The issuer's keys of the root in force. */
	readonly issuers: () => readonly IssuerKey[];
	readonly journal: Journal;
	readonly allocations: Allocations;
	readonly shortNumberEntry: ShortNumberEntry;
	readonly clock: Clock;
	readonly assess: Assess;
	readonly offers: Offers;
	/** Whether an admission gets a ticket on paper. */
	readonly isTicketing: () => boolean;
};

/** A supervisor's consent to admit what was refused. */
export type SupervisorOverride = { readonly by: StaffId; readonly why: OverrideReason };

/** One scan, from text to verdict. */
export type CheckIn = {
	readonly scan: (text: string, source: ScanSource) => Verdict;
	/** A short number and the last four digits of a card, in the place of a code. */
	readonly enterNumber: (typed: EnteredNumber) => Verdict;
	/** Admits so many persons on an offer. Idempotent: the same offer admitted again gets the same verdict, so a double click admits once. */
	readonly admit: (offer: string, persons: number) => Verdict;
	/** Admits so many persons in spite of a refusal, or on what a look-up found. */
	readonly override: (offer: string, persons: number, by: SupervisorOverride) => Verdict;
	/** A refusal with the names a screen shows in the place of numbers. */
	readonly refusalForScreen: (refusal: Refusal) => DisplayedRefusal;
};

export function createCheckIn(parts: CheckInParts): CheckIn {
	const { identity, journal, allocations, clock, assess, offers } = parts;

	function scan(text: string, source: ScanSource): Verdict {
		if (journal.recoveryState() !== "sound") return unrecordedRefusal({ reason: "restored" });
		const reading = readVoucher(text, parts.issuers(), crypto);
		if (reading.kind === "unreadable") return recordRefusal(refusalOf(reading), source, null, null);
		const { voucher, rotation } = reading;
		return offer({ kind: "code", voucher, rotation, seenAtMs: clock.nowMs() }, source);
	}

	/** A guess that cannot be recorded is not answered right or wrong, because it would not be counted as a try. */
	function enterNumber(typed: EnteredNumber): Verdict {
		if (journal.recoveryState() !== "sound") return unrecordedRefusal({ reason: "restored" });
		const found = parts.shortNumberEntry.find(typed);
		if (found.kind === "row") return offer({ kind: "row", row: found.row }, "number");
		const written = journal.write((append) => appendRefusal(append, found.refusal, "number", null, null));
		return written.kind === "written" ? written.value : notRecorded(written.why);
	}

	function offer(credential: Credential, source: VoucherSource): Verdict {
		const assessment = assess(credential, null, []);
		const { decision, claim, standing } = assessment;
		const plain = { credential, source, waives: [] };
		if (decision.kind === "refused") return recordRefusal(decision.refusal, source, assessment, plain);
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
		// What a look-up found, and what was refused, is admitted only by a supervisor's override.
		if (offer === null || offer.source === "card" || offer.waives.length > 0)
			return unrecordedRefusal({ reason: "offerGone" });
		if (offer.settled !== null) return offer.settled;
		const verdict = redeem(offer, persons, null);
		if (verdict.kind === "admitted") offer.settled = verdict;
		return verdict;
	}

	function override(id: string, persons: number, by: SupervisorOverride): Verdict {
		if (journal.recoveryState() !== "sound") return unrecordedRefusal({ reason: "restored" });
		const offer = offers.find(id);
		if (offer === null) return unrecordedRefusal({ reason: "offerGone" });
		if (offer.settled !== null) return offer.settled;
		const day = allocations.allocationFor(null)?.allocation.header.day;
		if (day !== undefined && journal.ledgerOf(day).overrides >= mostOverrides) {
			return unrecordedRefusal({ reason: "overridesSpent", most: mostOverrides });
		}
		const verdict = redeem(offer, persons, by);
		if (verdict.kind === "admitted") offer.settled = verdict;
		return verdict;
	}

	/** Admission is one transaction: decide again on what is on the disk now, for exactly so many persons, and append. */
	function redeem(offer: Omit<Offer, "settled">, persons: number, by: SupervisorOverride | null): Verdict {
		const { credential, source, waives } = offer;
		const isTicketed = parts.isTicketing();
		const written = journal.write((append): Verdict => {
			const assessment = assess(credential, persons, waives);
			const { decision, claim, standing } = assessment;
			if (decision.kind === "refused") return appendRefusal(append, decision.refusal, source, assessment, offer);
			const { row, session, remaining, step, skewSeconds: skew } = decision;
			const { party } = termsOf(claim, row);
			const positions = findFreePositions(standing, persons);
			const fact = { row: row.key, session: session.session, persons, party, source, step, skew };
			const override = by === null ? null : { ...by, refused: waives.join(" ") || source };
			const entry = append(
				{ kind: "redeemed", ...fact, positions: [...positions], isTicketed, override },
				assessment.held,
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
		if (trouble === "restored") return unrecordedRefusal({ reason: "restored" });
		return unrecordedRefusal({ reason: "notRecorded", why: trouble === "diskFull" ? "diskFull" : "diskFailed" });
	}

	/** A refusal is journalled too. When the disk fails it is still shown, because nobody was admitted. */
	function recordRefusal(
		refusal: Refusal,
		source: VoucherSource,
		assessment: Assessment | null,
		offer: Omit<Offer, "settled"> | null,
	): Verdict {
		const written = journal.write((append) => appendRefusal(append, refusal, source, assessment, offer));
		return written.kind === "written" ? written.value : refusalVerdict(refusal, assessment, offer, clock.nowMs());
	}

	function appendRefusal(
		append: Append,
		refusal: Refusal,
		source: VoucherSource,
		assessment: Assessment | null,
		offer: Omit<Offer, "settled"> | null,
	): Verdict {
		const row = assessment?.key ?? null;
		const session = assessment?.session?.session ?? null;
		const skew = "skewSeconds" in refusal ? refusal.skewSeconds : null;
		const fact = { kind: "refused", reason: refusal.reason, row, session, source, skew } as const;
		const entry = append(fact, assessment?.held ?? undefined);
		return refusalVerdict(refusal, assessment, offer, entry.at);
	}

	/** A refusal that a supervisor may override carries the offer to do so. */
	function refusalVerdict(
		refusal: Refusal,
		assessment: Assessment | null,
		offer: Omit<Offer, "settled"> | null,
		atMs: number,
	): Verdict {
		const session = assessment?.session ?? null;
		const remaining = assessment?.remaining ?? 0;
		const isOffered = offer !== null && remaining > 0 && isOverridable(refusal);
		const override = isOffered
			? { offer: offers.add({ ...offer, waives: [...offer.waives, refusal.reason] }), remaining }
			: null;
		return { kind: "refused", refusal: refusalForScreen(refusal), session, atMs, override };
	}

	/** A refusal for a reason of the kiosk's own, of which there is no journal line. */
	function unrecordedRefusal(refusal: DisplayedRefusal): Verdict {
		return { kind: "refused", refusal, session: null, atMs: clock.nowMs(), override: null };
	}

	function refusalForScreen(refusal: Refusal): DisplayedRefusal {
		switch (refusal.reason) {
			case "alreadyRedeemed": {
				const { persons, atMs, kiosk } = refusal;
				const here = kiosk === identity.kiosk;
				return { reason: "alreadyRedeemed", persons, atMs, label: here ? identity.label : kiosk, here };
			}
			case "wrongVenue":
				return { reason: "wrongVenue", venue: refusal.venue, title: titleOf(refusal.venue) };
			default:
				return refusal;
		}
	}

	/** The allocation names the programme's other venues, so that a member is sent to a name and not to a number. */
	function titleOf(venue: number) {
		const header = allocations.allocationFor(null)?.allocation.header;
		return header?.venues.find((other) => other.venue === venue)?.title ?? null;
	}

	return { scan, enterNumber, admit, override, refusalForScreen };
}
