import { areBytesEqual, fromBase64 } from "../../core/bytes/bytes.ts";
import { paths, RootByVersionAnswer } from "../../core/protocol/protocol.ts";
import { Envelope } from "../../core/trust/envelope.ts";
import type { TrustState } from "../../core/trust/trustState.ts";
import { type HubEndpoint, type HubFailure, requestJson } from "./hubRequest.ts";

/**
 * Whether the hub at this address has the very root that this kiosk trusts. A stranger may show a copy of it, and then is not
 * believed in anything either: every document is signed under that root.
 */
export async function checkHubRoot(
	candidate: HubEndpoint,
	{ root, roots }: Pick<TrustState, "root" | "roots">,
): Promise<{ readonly kind: "same" } | { readonly kind: "other" } | HubFailure> {
	const request = { method: "GET", path: paths.root(root.version) } as const;
	const answer = await requestJson(candidate, request, RootByVersionAnswer);
	if (answer.kind === "failed") return answer.status === 404 ? { kind: "other" } : answer;
	const shown = Envelope.safeParse(answer.value.document).data;
	const [held, theirs] = [fromBase64(roots.at(-1)?.payload ?? ""), fromBase64(shown?.payload ?? "")];
	return held !== null && theirs !== null && areBytesEqual(held, theirs) ? { kind: "same" } : { kind: "other" };
}
