import type { EnrolmentOutcome, InputOf, KioskState, TimeOutcome } from "../core/contract/contract.ts";
import { reload } from "../core/trust/reload.ts";
import { acceptPinnedRoot, type TrustState } from "../core/trust/trustState.ts";
import { enrol } from "../sync/client/enrol.ts";
import type { HubEndpoint } from "../sync/client/hubRequest.ts";
import type { Clock, Random } from "../sync/clock.ts";
import { createKeyPair, hash, signerOf, verify } from "../sync/crypto/signature.ts";
import { readLastEntryMs } from "./journal/journal.ts";
import { loadDeviceKey, protectDeviceKey } from "./keys/deviceKey.ts";
import type { Keyring } from "./keys/keyring.ts";
import { type Kiosk, startKiosk } from "./kiosk.ts";
import type { Peripherals } from "./setup/peripherals.ts";
import type { CallHandlers } from "./shell/ipc.ts";
import { type Database, StoreError } from "./store/database.ts";
import { readIdentity, type StoredIdentity, writeIdentity } from "./store/identity.ts";
import { readTrust } from "./store/trust.ts";
import { openTimekeeper } from "./time/timekeeper.ts";
import { unenrolledCalls } from "./unenrolled.ts";

export type DeviceParts = {
	readonly database: Database;
	/** What the machine's clock is set to. What is believed of it is the timekeeper's. */
	readonly clock: Clock;
	/** How long the machine has slept, to the difference of a constant. */
	readonly sleptMs: () => number;
	/** Null where the system has none. */
	readonly keyring: Keyring | null;
	/** The operator insists on enrolling without a keyring. */
	readonly allowsPlainKeys: boolean;
	readonly fetch: typeof fetch;
	/** How long a hub may take to answer; longer is "slow". */
	readonly hubTimeoutMs: number;
	readonly random: Random;
	readonly app: string;
	readonly onChange: () => void;
	readonly peripherals: Peripherals;
};

/** The installed app: a device without a venue until it is enrolled, a kiosk from then on. */
export type Device = {
	readonly handlers: CallHandlers;
	/** The system says that the machine has slept. */
	readonly onWake: () => void;
	/** See Kiosk. */
	readonly acceptSignedTime: (issuedMs: number, roundTripMs: number) => void;
	readonly stop: () => Promise<void>;
};

export function openDevice(parts: DeviceParts): Device {
	const { database } = parts;
	const clock = openTimekeeper(parts.clock, parts.sleptMs, readLastEntryMs(database));
	let kiosk: Kiosk | null = null;
	let isEnrolling = false;

	const connect = (address: string): HubEndpoint => ({
		address,
		fetch: parts.fetch,
		timers: parts.clock,
		patienceMs: parts.hubTimeoutMs,
	});

	function start(identity: StoredIdentity): void {
		const key = loadDeviceKey(database, identity, parts.keyring);
		kiosk = startKiosk({ ...parts, clock, identity, key, restored: believe(identity), hub: connect(identity.hub) });
	}

	/** What was believed last, every signature checked again; before the first pull, the root that enrolment pinned. */
	function believe({ root, rootDigest, venue }: StoredIdentity): TrustState {
		const stored = readTrust(database);
		// The root was in date when it was pinned; a window whose clock may be wrong must start all the same.
		const believed =
			stored === null ? acceptPinnedRoot(root, rootDigest, venue, 0, verify, hash) : reload(stored, verify, hash);
		if (believed.kind === "held") return believed.held;
		// Without its root or its marks a window cannot tell old from new, and must not begin to guess.
		throw new StoreError("databaseDamaged", `What this window believed cannot be read: ${believed.why}.`);
	}

	async function enrolDevice(code: string): Promise<EnrolmentOutcome> {
		if (kiosk !== null || isEnrolling) return { kind: "failed", why: "alreadyEnrolled" };
		isEnrolling = true;
		clock.check(false);
		try {
			const pair = createKeyPair(parts.random);
			// Before the hub is asked, so that the code is not used up for nothing.
			const kept = protectDeviceKey(pair.pkcs8, parts.keyring, parts.allowsPlainKeys);
			if (kept === null) return { kind: "failed", why: "keyringMissing" };
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
				...kept,
			};
			writeIdentity(database, identity);
			start(identity);
			parts.onChange();
			return { kind: "enrolled" };
		} finally {
			isEnrolling = false;
		}
	}

	const stored = readIdentity(database);
	if (stored !== null) start(stored);

	/** Once there is a supervisor, the time is that one's to confirm. */
	async function confirmTime({ nowMs, by }: InputOf<"confirmTime">): Promise<TimeOutcome> {
		const isSupervised = kiosk !== null && kiosk.pins.supervisors().length > 0;
		if (isSupervised && by === null) return { kind: "notTaken" };
		const refusal = isSupervised && by !== null ? await kiosk?.pins.check(by, "clock") : null;
		if (refusal != null) return refusal;
		const isTaken = clock.confirm(nowMs, isSupervised ? (by?.staff ?? null) : null);
		kiosk?.checkClock(false);
		parts.onChange();
		return { kind: isTaken ? "confirmed" : "notTaken" };
	}

	function woke(): void {
		if (kiosk !== null) kiosk.checkClock(true);
		else clock.check(true);
		parts.onChange();
	}

	function enrolled(): Kiosk {
		if (kiosk === null) throw new Error("this window is not enrolled");
		return kiosk;
	}

	return {
		get handlers(): CallHandlers {
			return {
				...(kiosk?.calls ?? unenrolledCalls),
				state: (): KioskState =>
					kiosk?.state() ?? { kind: "unenrolled", nowMs: clock.nowMs(), clock: clock.clockShown() },
				enrol: ({ code }) => enrolDevice(code),
				confirmTime,
			};
		},
		onWake: woke,
		acceptSignedTime: (issuedMs, roundTripMs) => enrolled().acceptSignedTime(issuedMs, roundTripMs),
		async stop() {
			await kiosk?.stop();
		},
	};
}
