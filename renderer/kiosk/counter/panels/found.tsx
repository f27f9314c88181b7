import { useRef } from "preact/hooks";
import { runsOf } from "../../../../core/allocation/seating.ts";
import type { LookedUp } from "../../../../core/contract/contract.ts";
import { Keycap } from "../../../ui/keycap.tsx";
import { tellMoment } from "../../../words/moment.ts";
import { pause } from "../../../words/refusal-words.ts";
import { useReader } from "../../reader.ts";
import { useDrawnAnnouncement } from "../announcer.tsx";
import { SessionLine } from "../side/session-line.tsx";
import { useInView } from "../use-in-view.ts";
import { useTellRefusal } from "../verdict/use-tell-refusal.ts";

type FoundProps = {
	readonly vouchers: readonly LookedUp[];
	/** How many were left out. */
	readonly more: number;
	readonly at: number;
	readonly nowMs: number;
	readonly choose: (at: number) => void;
};

/** The vouchers whose member's card ends so. */
export function Found({ vouchers, more, at, nowMs, choose }: FoundProps) {
	const { words } = useReader();
	const list = useRef<HTMLOListElement>(null);
	useDrawnAnnouncement(String(at), () => list.current?.querySelector("[aria-pressed=true]")?.textContent ?? "");
	return (
		<>
			<ol class="choices found" ref={list} data-found={vouchers.length}>
				{vouchers.map((voucher, i) => (
					<Voucher
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

type VoucherProps = {
	readonly voucher: LookedUp;
	readonly figure: number;
	readonly isChosen: boolean;
	readonly nowMs: number;
	readonly choose: () => void;
};

function Voucher({ voucher, figure, isChosen, nowMs, choose }: VoucherProps) {
	const { words, language } = useReader();
	const row = useInView<HTMLLIElement>(isChosen);
	const tellRefusal = useTellRefusal(nowMs, voucher.session);
	const { session, party, remaining, place, seats, last, refusal, isOverridable, state } = voucher;
	const { found } = words.panels;
	const parts = [
		found.party(party),
		remaining > 0 && remaining < party && found.left(remaining),
		session?.entry.kind === "seated" && seats.length > 0 && words.seating.seats(runsOf(session.entry, seats)),
		session?.entry.kind !== "seated" && place > 0 && words.counter.place(place),
		last !== null && found.last(tellMoment(last.atMs, nowMs, language), last.persons),
	].filter(Boolean);
	return (
		<li ref={row} data-state={state} data-refusal={refusal?.reason ?? ""} data-overridable={isOverridable}>
			<button type="button" aria-pressed={isChosen} onClick={choose}>
				<Keycap>{figure}</Keycap>
				<span class="found-lines">
					{session === null ? found.noSession : <SessionLine session={session} />}
					<small>{parts.join(" · ")}</small>
					{isChosen && !isOverridable && refusal !== null && (
						<small class="found-why">{found.notOverridable(tellRefusal(refusal).line.replaceAll(pause, ""))}</small>
					)}
				</span>
				<em class={refusal === null ? "tag tag-good" : "tag tag-bad"}>
					{refusal === null ? found.good : words.refusals[refusal.reason].short}
				</em>
			</button>
		</li>
	);
}
