import type { Logger } from "pino";
import type { Clock, Random } from "../clock.ts";
import type { RootHistory } from "../keys/rootHistory.ts";
import type { Signer } from "./signing/signer.ts";
import type { Store } from "./store/store.ts";

/** All that a hub is given. `origin` is its public address, `pages` the folder of built pages or null. */
export type HubContext = {
	readonly store: Store;
	readonly roots: RootHistory;
	readonly signer: Signer;
	readonly clock: Clock;
	readonly random: Random;
	readonly origin: string;
	readonly pages: string | null;
	readonly officerToken: string;
	/** Fastify logs with it too. Nothing that identifies a member or grants access goes into it: see sync/log.ts. */
	readonly logger: Logger;
};
