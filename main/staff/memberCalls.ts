import type { InputOf, RecordOutcome } from "../../core/contract/contract.ts";
import type { Fact } from "../../core/journal/journal.ts";
import type { Journal } from "../journal/journal.ts";

export type MemberCallsParts = {
	readonly journal: Journal;
	/** Writes a line; false when the disk did not take it. */
	readonly note: (fact: Fact) => boolean;
};

const notedOutcome: RecordOutcome = { kind: "noted" };
const notRecordedOutcome: RecordOutcome = { kind: "notNoted", why: "notRecorded" };

/** What members, and the devices they stand before, have to say: each is a line, and admits nobody. */
export function createMemberCalls({ journal, note }: MemberCallsParts) {
	return {
		rate({ line, rating }: InputOf<"rate">): RecordOutcome {
			const redeemed = journal.entryAt(line);
			if (redeemed?.kind !== "redeemed") return { kind: "notNoted", why: "noSuchLine" };
			return note({ kind: "rated", line, session: redeemed.session, rating }) ? notedOutcome : notRecordedOutcome;
		},
		callStaff: ({ is }: InputOf<"callStaff">): RecordOutcome =>
			note({ kind: "attention", of: "member", why: null, is }) ? notedOutcome : notRecordedOutcome,
		cameraIs: ({ trouble }: InputOf<"cameraIs">): RecordOutcome => {
			const is = trouble === null ? "settled" : "wanted";
			return note({ kind: "attention", of: "camera", why: trouble, is }) ? notedOutcome : notRecordedOutcome;
		},
	};
}
