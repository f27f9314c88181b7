import type { Clock, Random } from "../clock.ts";
import type { RootHistory } from "../keys/rootHistory.ts";
import type { Signer } from "./signing/signer.ts";
import type { Store } from "./store/store.ts";

/** All that a hub is given. `origin` is its public address, `pages` the folder of built pages or null, `report` is told of faults. */
export type HubContext = {
	readonly store: Store;
	readonly roots: RootHistory;
	readonly signer: Signer;
	readonly clock: Clock;
	readonly random: Random;
	readonly origin: string;
	readonly pages: string | null;
	readonly officerToken: string;
	readonly report?: (fault: unknown) => void;
};
