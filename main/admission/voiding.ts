import { voidLimitMs } from "../../core/admission/override.ts";
import type { VoidOutcome } from "../../core/contract/contract.ts";
import type { StaffId } from "../../core/identity.ts";
import { type Admission, standingOf } from "../../core/journal/dayLedger.ts";
import type { Entry } from "../../core/journal/journal.ts";
import type { VoidReason } from "../../core/journal/values.ts";
import type { Clock } from "../../sync/clock.ts";
import type { Allocations } from "../allocations/allocations.ts";
import type { Journal } from "../journal/journal.ts";

export type VoidingParts = {
	readonly journal: Journal;
	readonly allocations: Allocations;
	readonly clock: Clock;
};

export type VoidAdmission = (line: number, why: VoidReason, by: StaffId) => VoidOutcome;

/** Undoes an admission of this kiosk's own journal, once, and within the limit: only the kiosk that redeemed may void. */
export function createVoidAdmission({ journal, allocations, clock }: VoidingParts): VoidAdmission {
	return (line, why, by) => {
		const redeemed = journal.entryAt(line);
		if (redeemed?.kind !== "redeemed" || redeemed.day === null) return { kind: "notVoided", why: "noSuchLine" };
		const { day, row, session, party } = redeemed;
		const held = allocations.allocationFor(null);
		if (held?.allocation.header.day !== day || clock.nowMs() - redeemed.at > voidLimitMs) {
			return { kind: "notVoided", why: "tooLate" };
		}
		const written = journal.write((append): VoidOutcome => {
			const standing = standingOf(journal.ledgerOf(day), row);
			const admission = standing.admissions.find((one) => isOfLine(one, redeemed));
			if (admission === undefined) return { kind: "notVoided", why: "alreadyVoided" };
			const { persons } = admission;
			const entry = append({ kind: "voided", row, session, persons, line, why, by }, held);
			const inside = standing.admitted - persons;
			const told = held.allocation.header.sessions.find((one) => one.session === session) ?? null;
			return { kind: "voided", persons, remaining: party - inside, session: told, atMs: entry.at, line };
		});
		return written.kind === "written" ? written.value : { kind: "notVoided", why: "notRecorded" };
	};
}

function isOfLine(admission: Admission, entry: Entry): boolean {
	return admission.kiosk === entry.kiosk && admission.incarnation === entry.incarnation && admission.line === entry.seq;
}
