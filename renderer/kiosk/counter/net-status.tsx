import type { ReadyState } from "../../../core/contract/kioskState.ts";
import { formatMoment } from "../../words/time-format.ts";
import { useLocalization } from "../localization.ts";
import { errorLineOf, formatAge, formatUnsent, stalenessLineOf } from "./net-status-text.ts";

/** Whether the hub answers, how old the allocation is, and how many lines are unsent. */
export function NetStatus({ state, nowMs }: { readonly state: ReadyState; readonly nowMs: number }) {
	const { words, language } = useLocalization();
	const { status, allocation, allocationTrouble } = state;
	const isOnline = status.net === "hub";
	const grave = errorLineOf(state, words, language);
	const taken = allocation?.takenAtMs ?? null;
	return (
		<div
			class="net"
			data-net={status.net}
			data-unsent={status.unsent}
			data-net-trouble={status.trouble ?? ""}
			data-clock-skew={status.clockSkewMs ?? ""}
			data-clock-doubt={state.clock.kind === "sure" ? (state.clock.doubt?.kind ?? "") : ""}
		>
			<p class="net-word" role="status">
				<span class="net-dot" />
				{isOnline ? words.header.online : words.header.offline}
			</p>
			<div class="net-lines">
				<p
					data-allocation={allocation?.version ?? 0}
					data-allocation-trouble={allocationTrouble ?? ""}
					data-freshness={state.freshness.kind}
					class={taken === null || state.freshness.kind !== "fresh" ? "net-warning" : ""}
				>
					{taken === null
						? words.header.noAllocation
						: (stalenessLineOf(state, words) ??
							words.header.allocation(formatMoment(taken, nowMs, language), formatAge(nowMs - taken, words)))}
				</p>
				<p class={grave === null ? "" : "net-warning"}>
					{grave ?? formatUnsent(status.unsent, isOnline, words, language, status.trouble)}
				</p>
			</div>
		</div>
	);
}
