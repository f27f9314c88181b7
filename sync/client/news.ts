import type { RemoteStaffCall } from "../../core/contract/contract.ts";
import { NewsAnswer, paths } from "../../core/protocol/protocol.ts";
import type { HubFailure } from "./hubRequest.ts";
import type { HubSession } from "./session.ts";

/** What the hub tells of the venue's other kiosks, and of vouchers admitted too often with this one's part in it. */
export type VenueNews = { readonly staffCalls: readonly RemoteStaffCall[]; readonly conflicts: number };

export const emptyNews: VenueNews = { staffCalls: [], conflicts: 0 };

export async function pullNews(
	account: HubSession,
): Promise<{ readonly kind: "news"; readonly news: VenueNews } | HubFailure> {
	const path = paths.news(account.identity.kiosk);
	const answer = await account.requestJson({ method: "GET", path }, NewsAnswer);
	// A hub that is older than this window has no news.
	if (answer.kind === "failed") return answer.status === 404 ? { kind: "news", news: emptyNews } : answer;
	const { wanted, conflicts } = answer.value;
	return { kind: "news", news: { staffCalls: wanted, conflicts } };
}
