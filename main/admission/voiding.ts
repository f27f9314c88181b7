import type { VoidOutcome } from "../../core/contract/contract.ts";
import type { StaffId } from "../../core/identity.ts";
import { leavingPositionsOf, standingOf } from "../../core/journal/dayLedger.ts";
import type { VoidReason } from "../../core/journal/values.ts";
import { type OwnAdmissions, type OwnAdmissionsParts, voidableUntilMsOf } from "./ownAdmissions.ts";

export type VoidingParts = OwnAdmissionsParts & { readonly ownAdmissions: OwnAdmissions };

/** `persons` null: all who are still inside by this line. */
export type AdmissionVoid = { readonly line: number; readonly persons: number | null; readonly why: VoidReason };

export type VoidAdmission = (asked: AdmissionVoid, by: StaffId) => VoidOutcome;

/**
 * Undoes an admission of this kiosk's own journal within the limit: only the kiosk that redeemed may void. Several voids
 * of parts of one line never undo more than it admitted.
 */
export function createVoidAdmission({ journal, allocations, moment, ownAdmissions }: VoidingParts): VoidAdmission {
	return ({ line, persons: asked, why }, by) => {
		const redeemed = ownAdmissions.at(line)?.entry;
		if (redeemed === undefined || redeemed.day === null) return { kind: "notVoided", why: "noSuchLine" };
		const { day, row, session, party } = redeemed;
		const held = allocations.ofDay(day);
		if (held === null || voidableUntilMsOf(redeemed, { allocations, moment }) === null) {
			return { kind: "notVoided", why: "tooLate" };
		}
		const written = journal.write((append): VoidOutcome => {
			const admission = ownAdmissions.at(line)?.standing ?? null;
			if (admission === null) return { kind: "notVoided", why: "alreadyVoided" };
			const persons = asked ?? admission.persons;
			if (persons > admission.persons) return { kind: "notVoided", why: "tooMany" };
			const { admitted } = standingOf(journal.ledgerOf(day), row);
			const positions = [...leavingPositionsOf(admission, persons)];
			const entry = append({ kind: "voided", row, session, persons, line, positions, why, by }, held);
			return {
				...{ kind: "voided", persons, inside: admission.persons - persons, remaining: party - admitted + persons },
				session: held.allocation.header.sessions.find((one) => one.session === session) ?? null,
				...{ atMs: entry.at, line },
			};
		});
		return written.kind === "written" ? written.value : { kind: "notVoided", why: "notRecorded" };
	};
}
