import type { ReadyState } from "../../../core/contract/kioskState.ts";
import type { Language } from "../../words/language.ts";
import { formatMoment } from "../../words/time-format.ts";
import type { Words } from "../../words/zh-CN/words.ts";
import { useLocalization } from "../localization.ts";

/** Whether the hub answers, how old the allocation is, and how many lines are unsent. */
export function NetStatus({ state, nowMs }: { readonly state: ReadyState; readonly nowMs: number }) {
	const { words, language } = useLocalization();
	const { status, allocation, allocationTrouble } = state;
	const isOnline = status.net === "hub";
	const grave = errorLineOf(state, words);
	const taken = allocation?.takenAtMs ?? null;
	return (
		<div
			class="net"
			data-net={status.net}
			data-unsent={status.unsent}
			data-net-trouble={status.trouble ?? ""}
			data-clock-skew={status.clockSkewMs ?? ""}
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
					{grave ?? formatUnsent(status.unsent, isOnline, words, language)}
				</p>
			</div>
		</div>
	);
}

/** A warning that the kiosk's data is stale, with its age. */
function stalenessLineOf({ freshness }: ReadyState, words: Words): string | null {
	switch (freshness.kind) {
		case "fresh":
			return null;
		case "unknown":
			return words.header.neverChecked;
		case "behind":
			return words.header.behind;
		case "stale":
			return words.header.stale(formatAge(freshness.ageMs, words));
	}
}

/** A fault that the clerk must report. Being offline is not one. */
function errorLineOf({ status, allocationTrouble }: ReadyState, words: Words): string | null {
	if (allocationTrouble !== null) return words.header.allocationTrouble[allocationTrouble];
	if (status.clockSkewMs !== null) return formatClockSkew(status.clockSkewMs, words);
	if (status.trouble === null || status.trouble === "unreachable") return null;
	return words.header.hub[status.trouble];
}

function formatClockSkew(hubAheadMs: number, words: Words): string {
	const by = words.header.span(Math.round(Math.abs(hubAheadMs) / 60_000));
	return hubAheadMs > 0 ? words.header.clockBehind(by) : words.header.clockAhead(by);
}

function formatUnsent(unsent: number, isOnline: boolean, words: Words, language: Language): string {
	const sent = unsent === 0 ? words.header.allSent : words.header.unsent(unsent);
	return isOnline ? sent : `${sent}${language === "en" ? " · " : "，"}${words.header.offlineCalm}`;
}

function formatAge(ageMs: number, words: Words): string {
	const minutes = Math.floor(ageMs / 60_000);
	if (minutes < 1) return words.header.justNow;
	return minutes < 120 ? words.header.minutesAgo(minutes) : words.header.hoursAgo(Math.floor(minutes / 60));
}
