import { refusalOf } from "../../core/admission/decide.ts";
import { deriveRowKey } from "../../core/allocation/row.ts";
import type { AdmissionQuery, DisplayedRefusal, FindAdmissionsOutcome } from "../../core/contract/contract.ts";
import { type IssuerKey, readVoucher } from "../../core/voucher/voucher.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import type { Allocations } from "../allocations/allocations.ts";
import type { Journal } from "../journal/journal.ts";
import type { ScreenNames } from "./displayedRefusal.ts";
import type { OwnAdmissions } from "./ownAdmissions.ts";
import type { EnteredNumber, ShortNumberEntry } from "./shortNumberEntry.ts";

export type AdmissionSearchParts = {
	readonly issuers: () => readonly IssuerKey[];
	readonly journal: Journal;
	readonly allocations: Allocations;
	readonly shortNumberEntry: ShortNumberEntry;
	readonly ownAdmissions: OwnAdmissions;
	readonly names: ScreenNames;
};

/** More are not read through; the search is made narrower. */
const maxFound = 100;

/** Finds what may be undone or printed again among this kiosk's admissions of the last half hour. */
export function createAdmissionSearch({ journal, allocations, ownAdmissions, ...parts }: AdmissionSearchParts) {
	return (query: AdmissionQuery): FindAdmissionsOutcome => {
		if (allocations.allocationFor(null) === null) return notFound({ reason: "noAllocation" });
		switch (query.by) {
			case "recent":
				return found(ownAdmissions.undoable(null));
			case "line":
				return found(ownAdmissions.undoable(null).filter(({ line }) => line === query.line));
			case "card":
				return findByCard(query.card);
			case "number":
				return findByNumber(query);
			case "code":
				return findByCode(query.text);
		}
	};

	function findByCode(text: string): FindAdmissionsOutcome {
		const reading = readVoucher(text, parts.issuers(), crypto);
		if (reading.kind === "unreadable") return notFound(parts.names.refusal(refusalOf(reading)));
		const held = allocations.allocationFor(reading.voucher);
		if (held === null) return notFound({ reason: "noAllocation" });
		return found(ownAdmissions.undoable(deriveRowKey(held.key, reading.voucher.id, crypto)));
	}

	/** Who looks through cards leaves a line, as every look-up does. */
	function findByCard(card: string): FindAdmissionsOutcome {
		const admissions = ownAdmissions.undoable(null).filter((one) => one.card === card);
		if (!journal.record({ kind: "lookedUp", found: admissions.length }))
			return notFound({ reason: "notRecorded", why: "diskFailed" });
		return found(admissions);
	}

	/** A wrong number counts as a try, or numbers could be guessed here. */
	function findByNumber(typed: EnteredNumber): FindAdmissionsOutcome {
		const looked = parts.shortNumberEntry.find(typed);
		if (looked.kind === "row") return found(ownAdmissions.undoable(looked.row.key));
		const { refusal } = looked;
		const fact = { kind: "refused", reason: refusal.reason, row: null, session: null } as const;
		if (!journal.record({ ...fact, source: "number", skew: null }))
			return notFound({ reason: "notRecorded", why: "diskFailed" });
		return notFound(parts.names.refusal(refusal));
	}
}

function found(admissions: ReturnType<OwnAdmissions["undoable"]>): FindAdmissionsOutcome {
	return {
		kind: "found",
		admissions: admissions.slice(0, maxFound),
		more: Math.max(0, admissions.length - maxFound),
	};
}

function notFound(refusal: DisplayedRefusal): FindAdmissionsOutcome {
	return { kind: "notFound", refusal };
}
