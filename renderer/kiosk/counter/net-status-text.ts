import type { HubTrouble } from "../../../core/contract/contract.ts";
import type { ClockDoubt, ReadyState } from "../../../core/contract/kioskState.ts";
import type { Language } from "../../words/language.ts";
import { describeHubTrouble } from "../../words/network-words.ts";
import { formatDuration } from "../../words/time-format.ts";
import type { Words } from "../../words/zh-CN/words.ts";

/** A warning that the kiosk's data is stale, with its age. */
export function stalenessLineOf({ freshness }: ReadyState, words: Words): string | null {
	switch (freshness.kind) {
		case "fresh":
			return null;
		case "unknown":
			return words.header.neverChecked;
		case "behind":
			return words.network.behind[freshness.missing[0] ?? "allocation"];
		case "stale":
			return words.header.stale(formatAge(freshness.ageMs, words));
	}
}

/** A fault that the clerk must report. Being offline is not one. */
export function errorLineOf(
	{ status, allocationTrouble, clock }: ReadyState,
	words: Words,
	language: Language,
): string | null {
	if (allocationTrouble !== null) return words.header.allocationTrouble[allocationTrouble];
	if (clock.kind === "sure" && clock.doubt !== null) return formatClockDoubt(clock.doubt, words, language);
	if (status.clockSkewMs !== null) return formatClockSkew(status.clockSkewMs, words);
	return status.trouble === null || isCalm(status.trouble) ? null : describeHubTrouble(status.trouble, words);
}

/** The kiosk works without the hub, and nothing of its own is wrong. */
function isCalm(trouble: HubTrouble): boolean {
	return trouble === "unreachable" || trouble === "noNetwork" || trouble === "connectionRefused";
}

function formatClockDoubt(doubt: ClockDoubt, words: Words, language: Language): string {
	const aheadMs = doubt.kind === "movedByHub" ? doubt.byMs : doubt.aheadMs;
	return words.header.clockDoubt[doubt.kind](formatDuration(Math.abs(aheadMs), language), aheadMs > 0);
}

function formatClockSkew(hubAheadMs: number, words: Words): string {
	const by = words.header.span(Math.round(Math.abs(hubAheadMs) / 60_000));
	return hubAheadMs > 0 ? words.header.clockBehind(by) : words.header.clockAhead(by);
}

export function formatUnsent(
	unsent: number,
	isOnline: boolean,
	words: Words,
	language: Language,
	trouble: HubTrouble | null = null,
): string {
	const sent = unsent === 0 ? words.header.allSent : words.header.unsent(unsent);
	if (isOnline) return sent;
	const isNamed = trouble === "noNetwork" || trouble === "connectionRefused";
	const calm = isNamed ? words.network.calm[trouble] : words.header.offlineCalm;
	return `${sent}${language === "en" ? " · " : "，"}${calm}`;
}

export function formatAge(ageMs: number, words: Words): string {
	const minutes = Math.floor(ageMs / 60_000);
	if (minutes < 1) return words.header.justNow;
	return minutes < 120 ? words.header.minutesAgo(minutes) : words.header.hoursAgo(Math.floor(minutes / 60));
}
