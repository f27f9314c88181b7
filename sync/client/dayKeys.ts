import type { AllocationHeader } from "../../core/allocation/allocation.ts";
import type { Day } from "../../core/identity.ts";
import { DayKeysAnswer, type DayKeysRequest, paths } from "../../core/protocol/protocol.ts";
import type { DaySecrets } from "../../core/trust/daySecrets.ts";
import type { TrustState } from "../../core/trust/trustState.ts";
import type { HubFailure } from "./hubRequest.ts";
import { buildPost, type HubSession } from "./session.ts";

export type OpenedSecrets =
	| { readonly kind: "opened"; readonly secrets: DaySecrets }
	/** The header holds nothing that a key of this kiosk opens. */
	| { readonly kind: "notSealed" }
	/** The system's keyring holds the key and does not open. */
	| { readonly kind: "keyringShut" };

/** What pull needs of the store of day keys: one X25519 pair for each coming day. */
export type DayKeys = {
	/** The public keys that the hub has not acknowledged, of days that are not over. Missing pairs are made and saved; none while the keyring is shut. */
	readonly listUnpublished: (days: readonly Day[]) => Promise<DayKeysRequest["dayKeys"]>;
	readonly markPublished: (days: readonly Day[]) => void;
	/** The header is not sealed to this kiosk's key, so the hub must be sent the key again. */
	readonly markUnpublished: (day: Day) => void;
	/** What the header seals to this kiosk. */
	readonly openSecrets: (header: AllocationHeader) => Promise<OpenedSecrets>;
};

export type DayKeysUpload = { readonly kind: "announced"; readonly days: number } | HubFailure;

/** Sends the hub a public key for each day that the timestamp names and that has none there yet. */
export async function uploadDayKeys(session: HubSession, keys: DayKeys, held: TrustState): Promise<DayKeysUpload> {
	const days = held.timestamp?.document.days.map(({ day }) => day) ?? [];
	const dayKeys = await keys.listUnpublished(days);
	if (dayKeys.length === 0) return { kind: "announced", days: 0 };
	const answer = await session.requestJson(
		buildPost(paths.dayKeys(session.identity.kiosk), { dayKeys }),
		DayKeysAnswer,
	);
	// A hub that refuses the keys still has lists, and their answers say more.
	if (answer.kind === "failed") return answer.code === null ? answer : { kind: "announced", days: 0 };
	keys.markPublished(dayKeys.map(({ day }) => day));
	return { kind: "announced", days: dayKeys.length };
}
