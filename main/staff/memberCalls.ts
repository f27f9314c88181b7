import type { InputOf, RecordOutcome } from "../../core/contract/contract.ts";
import type { Journal } from "../journal/journal.ts";

const recorded: RecordOutcome = { kind: "noted" };
const notRecorded: RecordOutcome = { kind: "notNoted", why: "notRecorded" };

/** What members, and the devices they stand before, report: each is a journal line, and admits nobody. */
export function createMemberCalls(journal: Pick<Journal, "record" | "entryAt">) {
	return {
		rate({ line, rating }: InputOf<"rate">): RecordOutcome {
			const redeemed = journal.entryAt(line);
			if (redeemed?.kind !== "redeemed") return { kind: "notNoted", why: "noSuchLine" };
			return journal.record({ kind: "rated", line, session: redeemed.session, rating }) ? recorded : notRecorded;
		},
		callStaff: ({ is }: InputOf<"callStaff">): RecordOutcome =>
			journal.record({ kind: "attention", of: "member", why: null, is }) ? recorded : notRecorded,
		cameraIs({ trouble }: InputOf<"cameraIs">): RecordOutcome {
			const is = trouble === null ? "settled" : "wanted";
			return journal.record({ kind: "attention", of: "camera", why: trouble, is }) ? recorded : notRecorded;
		},
	};
}
