import type { RemoteStaffCall } from "../../core/contract/contract.ts";
import { NewsAnswer, paths } from "../../core/protocol/protocol.ts";
import type { HubFailure } from "./hubRequest.ts";
import type { HubSession } from "./session.ts";

/** Staff calls at the venue's other kiosks, and how many conflicts (vouchers admitted too often) involve this kiosk. */
export type VenueNews = { readonly staffCalls: readonly RemoteStaffCall[]; readonly conflicts: number };

export const emptyNews: VenueNews = { staffCalls: [], conflicts: 0 };

export async function pullNews(
	session: HubSession,
): Promise<{ readonly kind: "news"; readonly news: VenueNews } | HubFailure> {
	const path = paths.news(session.identity.kiosk);
	const answer = await session.requestJson({ method: "GET", path }, NewsAnswer);
	// An older hub does not have this route.
	if (answer.kind === "failed") return answer.status === 404 ? { kind: "news", news: emptyNews } : answer;
	const { wanted, conflicts } = answer.value;
	return { kind: "news", news: { staffCalls: wanted, conflicts } };
}
