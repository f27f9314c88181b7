import type { HubTrouble } from "../../core/contract/contract.ts";
import { isNetworkTrouble, type NetworkTrouble } from "../../core/contract/network.ts";
import type { EnrolmentFailure, Words } from "./zh-CN/words.ts";

type MessageLines = { readonly line: string; readonly remedy: string };

export function isUnreached(trouble: string): trouble is NetworkTrouble | "slow" {
	return trouble === "slow" || isNetworkTrouble(trouble);
}

/** Why nothing is exchanged with the hub, in one line. */
export function describeHubTrouble(trouble: HubTrouble, { header, network }: Words): string {
	return isUnreached(trouble) ? network.causes[trouble].line : header.hub[trouble];
}

export function describeEnrolmentFailure(why: EnrolmentFailure, { enrol, network }: Words): MessageLines {
	if (!isUnreached(why)) return enrol.failures[why];
	const { line, remedy } = network.causes[why];
	return { line, remedy: `${remedy} ${enrol.codeKept}` };
}
