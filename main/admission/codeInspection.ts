import { refusalOf, termsOf } from "../../core/admission/decide.ts";
import { findRow } from "../../core/allocation/allocation.ts";
import { seatsOf } from "../../core/allocation/seating.ts";
import type { CodeInspection } from "../../core/contract/contract.ts";
import { type IssuerKey, readVoucher } from "../../core/voucher/voucher.ts";
import type { Clock } from "../../sync/clock.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import type { Assess } from "./assess.ts";
import type { ScreenNames } from "./displayedRefusal.ts";
import type { OwnAdmissions } from "./ownAdmissions.ts";

export type CodeInspectionParts = {
	readonly issuers: () => readonly IssuerKey[];
	readonly clock: Pick<Clock, "nowMs">;
	readonly assess: Assess;
	readonly names: ScreenNames;
	readonly ownAdmissions: OwnAdmissions;
	/** A self-service kiosk tells a member's card and seats to nobody but by a scan. */
	readonly isSelfService: () => boolean;
};

/** Tells what a code is for. Nothing is written, offered or consumed. */
export function createCodeInspection({ clock, assess, names, ownAdmissions, ...parts }: CodeInspectionParts) {
	return (text: string): CodeInspection => {
		if (parts.isSelfService()) return { kind: "notShown", why: "selfService" };
		const reading = readVoucher(text, parts.issuers(), crypto);
		if (reading.kind === "unreadable") return { kind: "notVoucher", refusal: names.refusal(refusalOf(reading)) };
		const { voucher, rotation } = reading;
		const credential = { kind: "code", voucher, rotation, seenAtMs: clock.nowMs() } as const;
		const { decision, claim, held, key, session, standing, remaining } = assess(credential, null, []);
		const row = held === null || key === null ? null : findRow(held.allocation, key);
		const seatsAt = (positions: readonly number[]) =>
			session === null || row === null ? [] : seatsOf(session, row, positions);
		const { party } = row === null ? claim : termsOf(claim, row);
		return {
			...{ kind: "voucher", session, party, issue: Math.max(claim.issue, row?.issue ?? 0), state: row?.state ?? null },
			...{ remaining, card: row?.card ?? null, place: row?.place ?? 0 },
			seats: seatsAt(Array.from({ length: party }, (_, position) => position)),
			admissions: standing.admissions.map(({ persons, atMs, kiosk, positions }) => ({
				...{ persons, atMs, seats: seatsAt(positions) },
				...names.kiosk(kiosk),
			})),
			refusal: decision.kind === "refused" ? names.refusal(decision.refusal) : null,
			undoable: key === null ? [] : ownAdmissions.undoable(key),
		};
	};
}
