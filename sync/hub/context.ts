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
	/** 32 bytes, under which the links of passes are kept besides their hashes. It is not in the database. */
	readonly linkKey: Uint8Array;
	/** The addresses that the hub had before: kiosks that enrolled at one of them still log in with it. */
	readonly formerOrigins: readonly string[];
	/** What is left on the disk of the data folder. */
	readonly freeDiskBytes: () => number;
	/** Fastify logs with it too. It must not contain what identifies a member or grants access (sync/log.ts). */
	readonly logger: Logger;
};
