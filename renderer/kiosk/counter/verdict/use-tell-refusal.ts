import type { Session } from "../../../../core/allocation/session.ts";
import type { RefusalShown } from "../../../../core/contract/contract.ts";
import { readTitle } from "../../../words/language.ts";
import { tellDay, tellMoment } from "../../../words/moment.ts";
import { type RefusalLines, tellRefusal } from "../../../words/refusal-words.ts";
import { useReader } from "../../reader.ts";

/** Tells a refusal as of a moment, in the reader's language. */
export function useTellRefusal(nowMs: number, session: Session | null): (refusal: RefusalShown) => RefusalLines {
	const { words, language } = useReader();
	return (refusal) =>
		tellRefusal(words.refusals, refusal, {
			nowMs,
			entry: session?.entry.kind ?? "open",
			moment: (ms) => tellMoment(ms, nowMs, language),
			day: (ms) => tellDay(ms, language),
			title: (title) => readTitle(title, language),
		});
}
