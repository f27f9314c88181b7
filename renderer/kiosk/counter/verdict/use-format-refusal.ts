import type { Session } from "../../../../core/allocation/session.ts";
import type { DisplayedRefusal } from "../../../../core/contract/contract.ts";
import { localizeTitle } from "../../../words/language.ts";
import { formatRefusal, type RefusalLines } from "../../../words/refusal-words.ts";
import { formatDay, formatMoment } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";

/** Formats a refusal as of `nowMs`, in the reader's language. */
export function useFormatRefusal(nowMs: number, session: Session | null): (refusal: DisplayedRefusal) => RefusalLines {
	const { words, language } = useLocalization();
	return (refusal) =>
		formatRefusal(words.refusals, refusal, {
			nowMs,
			entry: session?.entry.kind ?? "open",
			moment: (ms) => formatMoment(ms, nowMs, language),
			day: (ms) => formatDay(ms, language),
			title: (title) => localizeTitle(title, language),
		});
}
