import type { EnrolmentOutcome, KioskState } from "../core/contract.ts";
import { type Held, holdRoot } from "../core/held.ts";
import { restore } from "../core/restore.ts";
import { enrol } from "../sync/client/enrol.ts";
import type { Hub } from "../sync/client/hub.ts";
import { hash, newKeyPair, signerOf, verify } from "../sync/signature.ts";
import type { Clock } from "./clock.ts";
import { type Kiosk, startKiosk } from "./kiosk.ts";
import type { Handlers } from "./serve.ts";
import { type Database, StoreTrouble } from "./store/database.ts";
import { readIdentity, type StoredIdentity, writeIdentity } from "./store/identity.ts";
import { readTrust } from "./store/trust.ts";

export type DeviceParts = {
	readonly database: Database;
	readonly clock: Clock;
	readonly fetch: typeof fetch;
	/** How long a hub may take to answer; longer is "slow". */
	readonly hubPatienceMs: number;
	readonly random: () => number;
	readonly newOfferId: () => string;
	readonly app: string;
	readonly changed: () => void;
};

/** The installed app: a device without a venue until it is enrolled, a kiosk from then on. */
export type Device = { readonly handlers: Handlers; readonly stop: () => Promise<void> };

export function openDevice(parts: DeviceParts): Device {
	const { database, clock } = parts;
	let kiosk: Kiosk | null = null;
	let isEnrolling = false;

	const connect = (address: string): Hub => ({ address, fetch: parts.fetch, patienceMs: parts.hubPatienceMs });

	function start(identity: StoredIdentity): void {
		const restored = believe(identity);
		kiosk = startKiosk({ ...parts, identity, restored, hub: connect(identity.hub) });
	}

	/** What was believed last, every signature checked again; before the first pull, the root that enrolment pinned. */
	function believe({ root, rootDigest, venue }: StoredIdentity): Held {
		const stored = readTrust(database);
		const believed =
			stored === null ? holdRoot(root, rootDigest, venue, clock.nowMs(), verify, hash) : restore(stored, verify, hash);
		if (believed.kind === "held") return believed.held;
		// Without its root or its marks a window cannot tell old from new, and must not begin to guess.
		throw new StoreTrouble("databaseDamaged", `What this window believed cannot be read: ${believed.why}.`);
	}

	async function enrolDevice(code: string): Promise<EnrolmentOutcome> {
		if (kiosk !== null || isEnrolling) return { kind: "failed", why: "alreadyEnrolled" };
		isEnrolling = true;
		try {
			const pair = newKeyPair();
			const device = { publicKey: pair.publicKey, sign: signerOf(pair.pkcs8) };
			const outcome = await enrol(code, device, connect, clock.nowMs());
			if (outcome.kind === "failed") return outcome;
			const { answer, hub, rootEnvelope, rootDigest } = outcome.enrolment;
			const { kiosk: id, incarnation, venue, venueTitle, label } = answer;
			const root = rootEnvelope;
			const identity = {
				kiosk: id,
				incarnation,
				venue,
				venueTitle,
				label,
				hub,
				root,
				rootDigest,
				privateKey: pair.pkcs8,
			};
			writeIdentity(database, identity);
			start(identity);
			parts.changed();
			return { kind: "enrolled" };
		} finally {
			isEnrolling = false;
		}
	}

	const stored = readIdentity(database);
	if (stored !== null) start(stored);

	function enrolled(): Kiosk {
		if (kiosk === null) throw new Error("this window is not enrolled");
		return kiosk;
	}

	return {
		handlers: {
			state: (): KioskState => kiosk?.state() ?? { kind: "unenrolled", nowMs: clock.nowMs() },
			scan: ({ text, source }) => enrolled().scan(text, source),
			number: (typed) => enrolled().number(typed),
			admit: ({ offer, persons }) => enrolled().admit(offer, persons),
			enrol: ({ code }) => enrolDevice(code),
			syncNow: () => enrolled().syncNow(),
		},
		async stop() {
			await kiosk?.stop();
		},
	};
}
