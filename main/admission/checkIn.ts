import { type Refusal, type RefusalReason, refusalOf, termsOf } from "../../core/admission/decide.ts";
import { isOverridable, mostOverrides } from "../../core/admission/override.ts";
import { seatOfEach, seatsOf } from "../../core/allocation/seating.ts";
import type { DisplayedRefusal, Verdict } from "../../core/contract/contract.ts";
import type { StaffId } from "../../core/identity.ts";
import { findFreePositions } from "../../core/journal/dayLedger.ts";
import type { ScanSource, VoucherSource } from "../../core/journal/journal.ts";
import type { OverrideReason } from "../../core/journal/values.ts";
import { type IssuerKey, readVoucher } from "../../core/voucher/voucher.ts";
import type { Clock } from "../../sync/clock.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import type { Append, Journal } from "../journal/journal.ts";
import type { StoreErrorKind } from "../store/database.ts";
import type { Assess, Assessment } from "./assess.ts";
import type { ScreenNames } from "./displayedRefusal.ts";
import type { Credential, NewOffer, Offer, Offers } from "./offers.ts";
import type { OwnAdmissions } from "./ownAdmissions.ts";
import type { EnteredNumber, ShortNumberEntry } from "./shortNumberEntry.ts";
import type { Sightings } from "./sightings.ts";
import { assessOverride, assessWaiving } from "./waivers.ts";

export type CheckInParts = {
	/** The issuer's keys of the root in force. */
	readonly issuers: () => readonly IssuerKey[];
	readonly journal: Journal;
	readonly shortNumberEntry: ShortNumberEntry;
	readonly clock: Clock;
	readonly assess: Assess;
	readonly offers: Offers;
	readonly sightings: Sightings;
	readonly ownAdmissions: OwnAdmissions;
	readonly names: ScreenNames;
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
	/**
	 * Admits so many persons on an offer. Idempotent: the same offer admitted again gets the same verdict, so a double
	 * click admits once. The offer ends when what it admitted is voided.
	 */
	readonly admit: (offer: string, persons: number) => Verdict;
	/** Admits so many persons in spite of a refusal, or on what a look-up found. */
	readonly override: (offer: string, persons: number, by: SupervisorOverride) => Verdict;
};

type Presented = NewOffer;

export function createCheckIn(parts: CheckInParts): CheckIn {
	const { journal, clock, assess, offers, sightings, names } = parts;

	function scan(text: string, source: ScanSource): Verdict {
		if (journal.recoveryState() !== "sound") return unrecordedRefusal({ reason: "restored" });
		const reading = readVoucher(text, parts.issuers(), crypto);
		if (reading.kind === "unreadable") {
			const refusal = refusalOf(reading);
			return sightings.find(text, { kind: "refused", refusal }) ?? recordRefusal(refusal, source, null, null, text);
		}
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
		const sighting = sightingOf(credential, assessment);
		const { decision, claim, standing } = assessment;
		const known = sightings.find(sighting, decision);
		if (known !== null) return known;
		const plain = { credential, sighting, source, waives: [] };
		if (decision.kind === "refused") return recordRefusal(decision.refusal, source, assessment, plain, sighting);
		const { row, remaining, session } = decision;
		if (remaining === 1) return redeem(plain, 1, null);
		const verdict: Verdict = {
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
		sightings.remember(sighting, verdict);
		return verdict;
	}

	function admit(id: string, persons: number): Verdict {
		const offer = offers.find(id);
		// What a look-up found, and what was refused, is admitted only by a supervisor's override.
		if (offer === null || offer.source === "card" || offer.waives.length > 0)
			return unrecordedRefusal({ reason: "offerGone" });
		return settle(offer, () => redeem(offer, persons, null));
	}

	function override(id: string, persons: number, by: SupervisorOverride): Verdict {
		if (journal.recoveryState() !== "sound") return unrecordedRefusal({ reason: "restored" });
		const offer = offers.find(id);
		if (offer === null) return unrecordedRefusal({ reason: "offerGone" });
		return settle(offer, () => redeem(offer, persons, by));
	}

	function settle(offer: Offer, redeemOffer: () => Verdict): Verdict {
		const { settled } = offer;
		if (settled !== null)
			return parts.ownAdmissions.holds(settled) ? settled : unrecordedRefusal({ reason: "offerGone" });
		const verdict = redeemOffer();
		if (verdict.kind === "admitted") offer.settled = verdict;
		return verdict;
	}

	/**
	 * Admission is one transaction: decide again on what is on the disk now, for exactly so many persons, and append. An
	 * override waives what has to be waived at this moment, and is none when nothing has to be.
	 */
	function redeem(presented: Presented, persons: number, by: SupervisorOverride | null): Verdict {
		const { credential, source, waives } = presented;
		const isTicketed = parts.isTicketing();
		const mayWaive = (refusal: Refusal) => waives.includes(refusal.reason) && isOverridable(refusal);
		const { sighting } = presented;
		const written = journal.write((append): Verdict => {
			const { assessment, waived } = assessWaiving(assess, credential, persons, by === null ? () => false : mayWaive);
			const { decision, claim, standing, held } = assessment;
			if (decision.kind === "refused") return appendRefusal(append, decision.refusal, source, assessment, presented);
			const override = by === null ? null : overrideFactOf(by, waived, source);
			const day = held?.allocation.header.day;
			if (override !== null && day !== undefined && journal.ledgerOf(day).overrides >= mostOverrides)
				return unrecordedRefusal({ reason: "overridesSpent", most: mostOverrides });
			const { row, session, remaining, issue, step, skewSeconds: skew } = decision;
			const { party } = termsOf(claim, row);
			const positions = findFreePositions(standing, persons);
			const fact = { row: row.key, session: session.session, persons, party, issue, source, step, skew };
			const told = { positions: [...positions], seats: seatOfEach(session, row, positions) };
			const entry = append({ kind: "redeemed", ...fact, ...told, isTicketed, override }, held);
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
		if (written.kind === "notWritten") return notRecorded(written.why);
		// A wrong number of persons is no verdict on the code: its offer stands.
		if (written.value.kind === "admitted") sightings.remember(sighting, written.value);
		return written.value;
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
		presented: Presented | null,
		sighting: string,
	): Verdict {
		const written = journal.write((append) => appendRefusal(append, refusal, source, assessment, presented));
		if (written.kind === "notWritten") return refusalVerdict(refusal, assessment, presented, clock.nowMs());
		sightings.remember(sighting, written.value);
		return written.value;
	}

	function appendRefusal(
		append: Append,
		refusal: Refusal,
		source: VoucherSource,
		assessment: Assessment | null,
		presented: Presented | null,
	): Verdict {
		const row = assessment?.key ?? null;
		const session = assessment?.session?.session ?? null;
		const skew = "skewSeconds" in refusal ? refusal.skewSeconds : null;
		const fact = { kind: "refused", reason: refusal.reason, row, session, source, skew } as const;
		const entry = append(fact, assessment?.held ?? undefined);
		return refusalVerdict(refusal, assessment, presented, entry.at);
	}

	/** A refusal that a supervisor may override carries the offer to do so, if that can succeed. */
	function refusalVerdict(
		refusal: Refusal,
		assessment: Assessment | null,
		presented: Presented | null,
		atMs: number,
	): Verdict {
		const row = assessment?.key ?? null;
		return {
			kind: "refused",
			refusal: names.refusal(refusal),
			session: assessment?.session ?? null,
			atMs,
			override: presented === null || !isOverridable(refusal) ? null : offerOverride(presented),
			undoable: row === null ? [] : parts.ownAdmissions.undoable(row),
		};
	}

	function offerOverride({ credential, sighting, source }: Presented) {
		const possible = assessOverride(assess, credential);
		if (possible === null) return null;
		const { waives, remaining, refusals } = possible;
		const [, ...others] = refusals.map(names.refusal);
		return { offer: offers.add({ credential, sighting, source, waives }), remaining, others };
	}

	/** A refusal for a reason of the kiosk's own, of which there is no journal line. */
	function unrecordedRefusal(refusal: DisplayedRefusal): Verdict {
		return { kind: "refused", refusal, session: null, atMs: clock.nowMs(), override: null, undoable: [] };
	}

	return { scan, enterNumber, admit, override };
}

/** The line names what was waived; a look-up needs a supervisor even where a code would have been good. */
function overrideFactOf(by: SupervisorOverride, waived: readonly RefusalReason[], source: VoucherSource) {
	const refused = waived.length > 0 ? waived.join(" ") : source === "card" ? source : null;
	return refused === null ? null : { ...by, refused };
}

/** By its row, where there is a list: a short number and a code lead to the same voucher. */
export function sightingOf(credential: Credential, { key, claim }: Pick<Assessment, "key" | "claim">): string {
	const voucher = key ?? (credential.kind === "code" ? credential.voucher.id : credential.row.key);
	return `${voucher} ${claim.issue}`;
}
