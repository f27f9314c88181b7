import { useRef } from "preact/hooks";
import { seatRunsOf } from "../../../../core/allocation/seating.ts";
import type { FoundVoucher } from "../../../../core/contract/contract.ts";
import { Keycap } from "../../../ui/keycap.tsx";
import { lineBreakOpportunity } from "../../../words/refusal-words.ts";
import { formatMoment } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";
import { useRenderedAnnouncement } from "../announcer.tsx";
import { useScrollIntoView } from "../verdict/option-list.tsx";
import { useFormatRefusal } from "../verdict/use-format-refusal.ts";
import { SessionLine } from "./choice-lines.tsx";

type LookUpResultsProps = {
	readonly vouchers: readonly FoundVoucher[];
	/** The number of results left out. */
	readonly more: number;
	readonly at: number;
	readonly nowMs: number;
	readonly choose: (at: number) => void;
};

/** The vouchers that the look-up found. */
export function LookUpResults({ vouchers, more, at, nowMs, choose }: LookUpResultsProps) {
	const { words } = useLocalization();
	const list = useRef<HTMLOListElement>(null);
	useRenderedAnnouncement(String(at), () => list.current?.querySelector("[aria-pressed=true]")?.textContent ?? "");
	return (
		<>
			<ol class="choices found" ref={list} data-found={vouchers.length}>
				{vouchers.map((voucher, i) => (
					<ResultRow
						key={voucher.offer}
						voucher={voucher}
						figure={i + 1}
						isChosen={i === at}
						nowMs={nowMs}
						choose={() => choose(i)}
					/>
				))}
			</ol>
			<p class="panel-note">{more > 0 ? words.panels.lookUp.more(more) : words.panels.found.note}</p>
		</>
	);
}

type ResultRowProps = {
	readonly voucher: FoundVoucher;
	readonly figure: number;
	readonly isChosen: boolean;
	readonly nowMs: number;
	readonly choose: () => void;
};

function ResultRow({ voucher, figure, isChosen, nowMs, choose }: ResultRowProps) {
	const { words, language } = useLocalization();
	const row = useScrollIntoView<HTMLLIElement>(isChosen);
	const formatRefusal = useFormatRefusal(nowMs, voucher.session);
	const { session, party, remaining, place, seats, last, refusal, isOverridable, state } = voucher;
	const { found } = words.panels;
	const parts = [
		found.party(party),
		remaining > 0 && remaining < party && found.left(remaining),
		session?.entry.kind === "seated" && seats.length > 0 && words.seating.seats(seatRunsOf(session.entry, seats)),
		session?.entry.kind !== "seated" && place > 0 && words.counter.place(place),
		last !== null && found.last(formatMoment(last.atMs, nowMs, language), last.persons),
	].filter(Boolean);
	return (
		<li ref={row} data-state={state} data-refusal={refusal?.reason ?? ""} data-overridable={isOverridable}>
			<button type="button" aria-pressed={isChosen} onClick={choose}>
				<Keycap>{figure}</Keycap>
				<span class="found-lines">
					{session === null ? found.noSession : <SessionLine session={session} />}
					<small>{parts.join(" · ")}</small>
					{isChosen && !isOverridable && refusal !== null && (
						<small class="found-why">
							{found.notOverridable(formatRefusal(refusal).line.replaceAll(lineBreakOpportunity, ""))}
						</small>
					)}
				</span>
				<em class={refusal === null ? "tag tag-good" : "tag tag-bad"}>
					{refusal === null ? found.good : words.refusals[refusal.reason].short}
				</em>
			</button>
		</li>
	);
}
