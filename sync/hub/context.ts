import type { Logger } from "pino";
import type { Clock, Random } from "../clock.ts";
import type { RootHistory } from "../keys/rootHistory.ts";
import type { Signer } from "./signing/signer.ts";
import type { Store } from "./store/store.ts";

/** What a hub is composed of. `origin` is its public address, `pages` the folder of the built pages or null. */
export type HubContext = {
	readonly store: Store;
	readonly roots: RootHistory;
	readonly signer: Signer;
	readonly clock: Clock;
	readonly random: Random;
	readonly origin: string;
	readonly pages: string | null;
	readonly officerToken: string;
	/** Fastify logs with it too. It must not contain what identifies a member or grants access (sync/log.ts). */
	readonly logger: Logger;
};
