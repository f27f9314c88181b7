import type { EnrolmentOutcome, InputOf, TimeOutcome } from "../core/contract/contract.ts";
import type { EnrolmentAnswer } from "../core/protocol/protocol.ts";
import { reload } from "../core/trust/reload.ts";
import { acceptPinnedRoot, type TrustState } from "../core/trust/trustState.ts";
import { enrol } from "../sync/client/enrol.ts";
import type { HubEndpoint } from "../sync/client/hubRequest.ts";
import type { Clock, Random } from "../sync/clock.ts";
import { createKeyPair, crypto, signerOf } from "../sync/crypto/signature.ts";
import { createGuard, guardTimers } from "../sync/guard.ts";
import type { Log } from "../sync/log.ts";
import { createDispatcher, type Dispatch } from "./dispatcher.ts";
import { readLastEntryMs } from "./journal/lastEntry.ts";
import { loadDeviceKey, protectDeviceKey } from "./keys/deviceKey.ts";
import type { Keyring } from "./keys/keyring.ts";
import { type Kiosk, startKiosk } from "./kiosk.ts";
import type { Peripherals } from "./setup/peripherals.ts";
import type { PinCost } from "./staff/pins.ts";
import { type Database, StoreError } from "./store/database.ts";
import { readIdentity, type StoredIdentity, writeIdentity } from "./store/identity.ts";
import { readTrust } from "./store/trust.ts";
import { openTimekeeper } from "./time/timekeeper.ts";

export type DeviceParts = {
	readonly database: Database;
	/** The machine's own clock. The timekeeper decides how far to believe it. */
	readonly clock: Clock;
	/** How long the machine has slept, up to a constant. */
	readonly sleptMs: () => number;
	/** Null where the system has none. */
	readonly keyring: Keyring | null;
	/** The operator allows enrolment without a keyring, with the private key in plain text. */
	readonly allowsPlainKeys: boolean;
	/** Enrolment was refused because there is no keyring now. */
	readonly onKeyringMissing?: () => void;
	readonly fetch: typeof fetch;
	/** How long a hub may take to answer; longer is "slow". */
	readonly hubTimeoutMs: number;
	readonly random: Random;
	readonly pinCost?: PinCost | undefined;
	readonly linesASnapshot?: number | undefined;
	readonly app: string;
	readonly onChange: () => void;
	readonly peripherals: Peripherals;
	readonly log: Log;
	/** The end of the log, for the diagnostics file of set-up. */
	readonly readRecentLog: () => string;
};

/** The installed app: a device without a venue until it is enrolled, a kiosk from then on. */
export type Device = {
	/** The only way to a handler: see dispatcher.ts. */
	readonly call: Dispatch;
	/** Null before enrolment. */
	readonly kiosk: () => Kiosk | null;
	/** The operating system reports that the machine has slept. */
	readonly onWake: () => void;
	readonly stop: () => Promise<void>;
};

export function openDevice(parts: DeviceParts): Device {
	const { database, log } = parts;
	const machine = guardTimers(parts.clock, log);
	const onChange = createGuard("changeNotTold", machine, log).listener(parts.onChange);
	const stored = readIdentity(database);
	const trusted = stored === null ? null : readTrustState(stored);
	const clock = openTimekeeper(machine, parts.sleptMs, latestOf(readLastEntryMs(database), trusted));
	let kiosk: Kiosk | null = null;
	let isEnrolling = false;

	const connect = (address: string): HubEndpoint => ({
		address,
		fetch: parts.fetch,
		timers: machine,
		patienceMs: parts.hubTimeoutMs,
	});

	function start(identity: StoredIdentity, trustState: TrustState): void {
		const key = loadDeviceKey(database, identity, parts.keyring);
		kiosk = startKiosk({
			...parts,
			onChange,
			clock,
			identity,
			key,
			trustState,
			hub: connect(identity.hub),
		});
	}

	/** What was believed when the app was closed, every signature verified again; before the first pull, the root that enrolment pinned. */
	function readTrustState({ root, rootDigest, venue }: StoredIdentity): TrustState {
		const stored = readTrust(database);
		// The root was in date when it was pinned; a kiosk whose clock may be wrong must start all the same.
		const believed = stored === null ? acceptPinnedRoot(root, rootDigest, venue, 0, crypto) : reload(stored, crypto);
		if (believed.kind === "held") return believed.held;
		// Without its root and its high-water marks a kiosk cannot tell old documents from new ones.
		throw new StoreError("databaseDamaged", `The documents this kiosk trusts cannot be read: ${believed.why}.`);
	}

	async function enrolDevice(code: string): Promise<EnrolmentOutcome> {
		if (kiosk !== null || isEnrolling) return { kind: "failed", why: "alreadyEnrolled" };
		isEnrolling = true;
		clock.check(false);
		try {
			const pair = createKeyPair(parts.random);
			// Checked before the hub is asked, because a code is good only once.
			const kept = protectDeviceKey(pair.pkcs8, parts.keyring, parts.allowsPlainKeys);
			if (kept === null) {
				parts.onKeyringMissing?.();
				return { kind: "failed", why: "keyringMissing" };
			}
			const device = { publicKey: pair.publicKey, sign: signerOf(pair.pkcs8) };
			const outcome = await enrol(code, device, connect, clock.nowMs());
			if (outcome.kind === "failed") return outcome;
			const { answer, hub, rootEnvelope, rootDigest } = outcome.enrolment;
			const identity = { ...pickIdentity(answer), hub, root: rootEnvelope, rootDigest, ...kept };
			writeIdentity(database, identity);
			start(identity, readTrustState(identity));
			return { kind: "enrolled" };
		} finally {
			isEnrolling = false;
		}
	}

	/** Once there are supervisors, only they may confirm the time: with a PIN, or in the set-up that they opened with it. */
	async function confirmTime({ nowMs, by }: InputOf<"confirmTime">): Promise<TimeOutcome> {
		const isSupervised = kiosk !== null && kiosk.pins.supervisors().length > 0;
		const opener = kiosk?.setupSession.touch() ?? null;
		if (isSupervised && by === null && opener === null) return { kind: "notTaken" };
		const refusal = isSupervised && by !== null ? await kiosk?.pins.check(by, "clock") : null;
		if (refusal != null) return refusal;
		const supervisor = isSupervised ? (by?.staff ?? opener) : null;
		const isTaken = clock.confirm(nowMs, supervisor);
		kiosk?.checkClock(false);
		if (isTaken && supervisor !== null) kiosk?.supervisorActs.note(supervisor, "confirmTime");
		return { kind: isTaken ? "confirmed" : "notTaken" };
	}

	function onWake(): void {
		if (kiosk !== null) kiosk.checkClock(true);
		else clock.check(true);
		onChange();
	}

	if (stored !== null && trusted !== null) start(stored, trusted);

	const call = createDispatcher({
		handlers: () => ({
			state: () =>
				kiosk?.state() ?? {
					kind: "unenrolled",
					nowMs: clock.nowMs(),
					clock: clock.clockShown(),
					isFocusLost: parts.peripherals.isFocusLost(),
				},
			enrol: ({ code }) => enrolDevice(code),
			confirmTime,
			...kiosk?.calls,
		}),
		checkClock: () => (kiosk === null ? clock.check(false) : kiosk.checkClock(false)),
		isTimeCertain: clock.isSure,
		refuseUncertainTime(name, input) {
			if (kiosk === null) throw new Error("This device is not enrolled, so it admits nobody.");
			return kiosk.refuseUncertainTime(name, input);
		},
		onChange,
		log,
	});

	return {
		call,
		kiosk: () => kiosk,
		onWake,
		async stop() {
			await kiosk?.stop();
		},
	};
}

/** The time is not before the last line, nor before the hub signed what this kiosk holds. */
function latestOf(lastLineMs: number | null, trusted: TrustState | null): number | null {
	const issuedMs = trusted?.timestamp?.document.issuedAt ?? null;
	return lastLineMs === null || issuedMs === null ? (lastLineMs ?? issuedMs) : Math.max(lastLineMs, issuedMs);
}

function pickIdentity({ kiosk, incarnation, venue, venueTitle, label }: EnrolmentAnswer) {
	return { kiosk, incarnation, venue, venueTitle, label };
}
