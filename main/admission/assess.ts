import {
	type Claim,
	claimOf,
	type Decision,
	decide,
	type RefusalReason,
	rowOfClaim,
	termsOf,
} from "../../core/admission/decide.ts";
import { findRow } from "../../core/allocation/allocation.ts";
import { deriveRowKey } from "../../core/allocation/row.ts";
import type { Session } from "../../core/allocation/session.ts";
import type { RowKey } from "../../core/identity.ts";
import { countAdmitted, emptyStanding, standingOf, type VoucherStanding } from "../../core/journal/dayLedger.ts";
import type { Revocation, RowOfDay } from "../../core/trust/revocations.ts";
import { checkRotation, type Presentation } from "../../core/voucher/rotatingCode.ts";
import type { Clock } from "../../sync/clock.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import type { Allocations, DayAllocation } from "../allocations/allocations.ts";
import type { Journal } from "../journal/journal.ts";
import type { Credential } from "./offers.ts";

/** A credential compared with the list and the journal as they are now, and the decision. */
export type Assessment = {
	readonly decision: Decision;
	readonly claim: Claim;
	readonly held: DayAllocation | null;
	readonly key: RowKey | null;
	readonly session: Session | null;
	readonly standing: VoucherStanding;
	/** Persons of the party who are not inside. */
	readonly remaining: number;
};

export type Assess = (credential: Credential, persons: number | null, waived: readonly RefusalReason[]) => Assessment;

export type AssessParts = {
	readonly venue: number;
	readonly journal: Journal;
	readonly allocations: Allocations;
	readonly clock: Clock;
	/** What the newest revocations say of this kiosk, or of a voucher's row. */
	readonly revocationOf: (voucher: RowOfDay | null) => Revocation | null;
};

export function createAssess({ venue, journal, allocations, clock, revocationOf }: AssessParts): Assess {
	return (credential, persons, waived) => {
		const nowMs = clock.nowMs();
		const voucher = credential.kind === "code" ? credential.voucher : null;
		const held = voucher === null || voucher.venue === venue ? allocations.allocationFor(voucher) : null;
		const key = held === null ? null : rowKeyOf(credential, held);
		const listed = held === null || key === null ? null : findRow(held.allocation, key);
		const header = held?.allocation.header ?? null;
		const claim = credential.kind === "code" ? credential.voucher : claimOf(listed ?? credential.row, venue);
		const row = listed === null && key !== null && waived.includes("notInAllocation") ? rowOfClaim(claim, key) : listed;
		const terms = row === null ? null : termsOf(claim, row);
		const session = header?.sessions.find((candidate) => candidate.session === terms?.session) ?? null;
		const ledger = header === null ? null : journal.ledgerOf(header.day);
		const standing = ledger === null || key === null ? emptyStanding : standingOf(ledger, key);
		const decision = decide({
			venue,
			voucher: claim,
			shown: shownCodeOf(credential, held),
			header,
			row,
			revocation: revocationOf(header === null || key === null ? null : { day: header.day, row: key }),
			session,
			standing,
			sessionAdmitted: ledger === null || session === null ? 0 : countAdmitted(ledger, session.session),
			nowMs,
			persons,
			waived,
		});
		const remaining = Math.max(0, (terms ?? claim).party - standing.admitted);
		return { decision, claim, held, key, session, standing, remaining };
	};
}

function rowKeyOf(credential: Credential, held: DayAllocation): RowKey {
	return credential.kind === "code" ? deriveRowKey(held.key, credential.voucher.id, crypto) : credential.row.key;
}

function shownCodeOf(credential: Credential, held: DayAllocation | null): Presentation {
	if (credential.kind === "row") return { kind: "shortNumber" };
	const { voucher, rotation, seenAtMs } = credential;
	return checkRotation(rotation, voucher.id, held?.dayKey ?? null, seenAtMs, crypto);
}
