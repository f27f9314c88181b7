import type { ChangeHubOutcome } from "../core/contract/contract.ts";
import { isNetworkTrouble } from "../core/contract/network.ts";
import type { StaffId } from "../core/identity.ts";
import { readHubAddress } from "../core/protocol/enrolmentCode.ts";
import type { TrustState } from "../core/trust/trustState.ts";
import { checkHubRoot } from "../sync/client/hubAddress.ts";
import type { HubEndpoint, HubFailure } from "../sync/client/hubRequest.ts";
import type { Journal } from "./journal/journal.ts";
import type { Database } from "./store/database.ts";
import { writeHubAddress } from "./store/identity.ts";

export type HubAddressParts = {
	readonly database: Database;
	readonly hub: HubEndpoint;
	readonly trustState: () => TrustState;
	readonly journal: Pick<Journal, "record">;
	/** Tries the new address at once. */
	readonly syncNow: () => Promise<unknown>;
};

/** Where this kiosk's hub is. */
export type HubAddress = {
	readonly current: () => string;
	/** Takes another address once the hub there has shown the root that this kiosk trusts. */
	readonly change: (typed: string, by: StaffId) => Promise<ChangeHubOutcome>;
};

/** A hub endpoint whose address can change while the app runs. */
export function createMovableEndpoint(hub: HubEndpoint): HubEndpoint & { address: string } {
	return { ...hub, address: hub.address };
}

export function createHubAddress(
	parts: Omit<HubAddressParts, "hub"> & { readonly hub: HubEndpoint & { address: string } },
): HubAddress {
	const { database, hub, journal } = parts;
	return {
		current: () => hub.address,
		async change(typed, by) {
			const address = readHubAddress(typed);
			if (address === null || !URL.canParse(address)) return { kind: "notChanged", why: "notAnAddress" };
			if (address === hub.address) return { kind: "changed" };
			const checked = await checkHubRoot({ ...hub, address }, parts.trustState());
			if (checked.kind === "other") return { kind: "notChanged", why: "otherHub" };
			if (checked.kind === "failed") return { kind: "notChanged", why: reasonOf(checked) };
			if (!journal.record({ kind: "settingsChanged", by, names: ["hub"] })) {
				return { kind: "notChanged", why: "notRecorded" };
			}
			writeHubAddress(database, address);
			hub.address = address;
			void parts.syncNow();
			return { kind: "changed" };
		},
	};
}

function reasonOf({ trouble }: HubFailure): Extract<ChangeHubOutcome, { kind: "notChanged" }>["why"] {
	return isNetworkTrouble(trouble) || trouble === "slow" ? trouble : "rubbish";
}
