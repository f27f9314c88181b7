import type { AllocationHeader } from "../../core/allocation/allocation.ts";
import type { Day } from "../../core/identity.ts";
import { DayKeysAnswer, type DayKeysRequest, paths } from "../../core/protocol/protocol.ts";
import type { DaySecrets } from "../../core/trust/daySecrets.ts";
import type { TrustState } from "../../core/trust/trustState.ts";
import type { HubFailure } from "./hubRequest.ts";
import { buildPost, type HubSession } from "./session.ts";

/** The pair this window makes for each coming day. What pull needs of the place where the private halves are kept. */
export type DayKeys = {
	/** The public halves that the hub has not acknowledged, of days that are not over; made and durably kept where there were none. */
	readonly listUnpublished: (days: readonly Day[]) => Promise<DayKeysRequest["dayKeys"]>;
	readonly markPublished: (days: readonly Day[]) => void;
	/** The header is not sealed to this window's key: the hub is to be told it again. */
	readonly markUnpublished: (day: Day) => void;
	/** What the header seals to this window; null when that is nothing, or nothing it can open. */
	readonly openSecrets: (header: AllocationHeader) => Promise<DaySecrets | null>;
};

export type DayKeysUpload = { readonly kind: "announced"; readonly days: number } | HubFailure;

/** Gives the hub a key for each day that the timestamp names and that has none there yet. */
export async function uploadDayKeys(account: HubSession, keys: DayKeys, held: TrustState): Promise<DayKeysUpload> {
	const days = held.timestamp?.document.days.map(({ day }) => day) ?? [];
	const dayKeys = await keys.listUnpublished(days);
	if (dayKeys.length === 0) return { kind: "announced", days: 0 };
	const answer = await account.requestJson(
		buildPost(paths.dayKeys(account.identity.kiosk), { dayKeys }),
		DayKeysAnswer,
	);
	// A hub that will have none of it still has lists to give, and says more by them.
	if (answer.kind === "failed") return answer.code === null ? answer : { kind: "announced", days: 0 };
	keys.markPublished(dayKeys.map(({ day }) => day));
	return { kind: "announced", days: dayKeys.length };
}
