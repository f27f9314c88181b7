import type { CallName, calls, deviceCalls, HandlersOf, Verdict } from "../core/contract/contract.ts";
import type { ReadyState } from "../core/contract/kioskState.ts";
import type { Day } from "../core/identity.ts";
import type { TrustState } from "../core/trust/trustState.ts";
import type { HubEndpoint } from "../sync/client/hubRequest.ts";
import type { Random } from "../sync/clock.ts";
import { publicKeyOf, signerOf } from "../sync/crypto/signature.ts";
import type { Log } from "../sync/log.ts";
import { createAdmission } from "./admission/admission.ts";
import { createAllocationStore, type KioskAllocations } from "./allocations/allocationStore.ts";
import { openAllocations } from "./allocations/allocations.ts";
import { openShortNumberIndexes, type ShortNumberIndexes } from "./allocations/shortNumberIndexes.ts";
import { createHubAddress, createMovableEndpoint } from "./hubAddress.ts";
import { type Journal, openJournal } from "./journal/journal.ts";
import { createStartupEntries } from "./journal/startupEntries.ts";
import { openDayKeys, purgeEndedDays } from "./keys/dayKeys.ts";
import type { DeviceKey } from "./keys/deviceKey.ts";
import type { Keyring } from "./keys/keyring.ts";
import { buildKioskState } from "./kioskState.ts";
import { createLinkStatus } from "./linkStatus.ts";
import { openTicketPrinting } from "./printing/tickets.ts";
import { startScanner } from "./scanning/scanner.ts";
import type { Peripherals } from "./setup/peripherals.ts";
import { openSettings } from "./setup/settings.ts";
import { createSetupCalls } from "./setup/setup.ts";
import { createSetupSession, type SetupSession } from "./setup/setupSession.ts";
import { createUsbStick } from "./setup/usbStick.ts";
import { createPins, type PinCost, type Pins } from "./staff/pins.ts";
import { createStaffCalls } from "./staff/staff.ts";
import { createStaffCallMonitor, kioskFaultsOf } from "./staff/staffCalls.ts";
import { createSupervisorActs, type SupervisorActs } from "./staff/supervisorActs.ts";
import type { Database } from "./store/database.ts";
import { incrementBootCount, type StoredIdentity } from "./store/identity.ts";
import { startSync } from "./sync.ts";
import { createClockSubscriber } from "./time/clockEntries.ts";
import type { Timekeeper } from "./time/timekeeper.ts";

export type KioskParts = {
	readonly database: Database;
	/** Null where the system has none. */
	readonly keyring: Keyring | null;
	readonly identity: StoredIdentity;
	readonly key: DeviceKey;
	/** What was trusted when the app was last closed, or the root of the enrolment. */
	readonly trustState: TrustState;
	readonly clock: Timekeeper;
	readonly hub: HubEndpoint;
	readonly random: Random;
	/** What a guess at a supervisor's PIN costs; the product's, where no other is given. */
	readonly pinCost?: PinCost | undefined;
	/** How many lines the journal folds again at a start; the product's, where no other is given. */
	readonly linesASnapshot?: number | undefined;
	readonly app: string;
	/** Something a screen shows may have changed. */
	readonly onChange: () => void;
	readonly peripherals: Peripherals;
	readonly log: Log;
	readonly readRecentLog: () => string;
};

/** An enrolled kiosk at work. */
export type Kiosk = {
	readonly calls: HandlersOf<Omit<typeof calls, keyof typeof deviceCalls>>;
	readonly state: () => ReadyState;
	readonly pins: Pins;
	readonly setupSession: SetupSession;
	readonly supervisorActs: SupervisorActs;
	readonly journal: Journal;
	readonly allocations: KioskAllocations;
	readonly shortNumbers: ShortNumberIndexes;
	readonly refuseUncertainTime: (name: CallName, input: unknown) => Verdict;
	/** The hub's time, signed for this kiosk's nonce: see Timekeeper. */
	readonly acceptSignedTime: (issuedMs: number, roundTripMs: number) => void;
	/** Compares the machine's clocks and journals a jump; `hasWoken` when the system reports that the machine slept. */
	readonly checkClock: (hasWoken: boolean) => void;
	readonly stop: () => Promise<void>;
};

const checkEveryMs = 5_000;

/** The wiring of an enrolled kiosk, from top to bottom: everything a line uses stands above it. */
export function startKiosk(parts: KioskParts): Kiosk {
	const { database, keyring, identity, key, clock, random, app, onChange, peripherals, log } = parts;
	const { kiosk, venue, label } = identity;
	const sign = signerOf(key.pkcs8);

	const link = createLinkStatus(clock);
	const hasOpenShift = (day: Day) => journal.ledgerOf(day).shift !== null;
	const allocations = openAllocations(database, parts.trustState, clock, hasOpenShift);
	const shortNumbers = openShortNumberIndexes(database);
	const startupEntries = createStartupEntries({ database, identity, keyState: key.keyState, clock, app });
	const author = { venue, kiosk, incarnation: identity.incarnation, boot: incrementBootCount(database), sign };
	const journal = openJournal({
		...{ database, author, clock, allocations, link, log },
		dueEntries: startupEntries,
		linesASnapshot: parts.linesASnapshot,
	});
	const moment = () => ({ boot: author.boot, mono: clock.monoMs(), nowMs: clock.nowMs() });
	const allocationStore = createAllocationStore({
		...{ database, allocations, journal, clock },
		pinnedRoot: identity.rootDigest,
	});
	const dayKeys = openDayKeys({ database, keyring, venue, kiosk, allocations, clock, random, log });

	function checkClock(hasWoken: boolean): void {
		clock.check(hasWoken);
		if (startupEntries.hasStarted()) journal.flush();
	}

	function acceptSignedTime(issuedMs: number, roundTripMs: number): void {
		clock.acceptSignedTime(issuedMs, roundTripMs);
		checkClock(false);
	}

	function acceptSignedDocument(issuedMs: number): void {
		clock.acceptSignedDocument(issuedMs);
		checkClock(false);
	}

	const settings = openSettings(database, log);
	const setupSession = createSetupSession(clock);
	const pins = createPins({ database, keyring, clock, random, journal, cost: parts.pinCost });
	const supervisorActs = createSupervisorActs(journal);
	const scanner = startScanner({ peripherals, settings, clock, onChange, log });
	const tickets = openTicketPrinting({
		...{ venue: identity.venueTitle, label, journal, allocations, clock, settings, onChange, log },
		printers: peripherals.printers,
	});
	const hub = createMovableEndpoint(parts.hub);
	const sync = startSync({
		...{ journal, allocationStore, dayKeys, shortNumbers, link, clock, random, onChange, log },
		...{ heardSignedTime: acceptSignedTime, heardSignedDocument: acceptSignedDocument },
		hub,
		identity: { kiosk, venue, sign, incarnation: journal.incarnation, root: () => allocations.trustState().root },
		publicKey: publicKeyOf(key.pkcs8),
	});

	const hubAddress = createHubAddress({
		...{ database, hub, journal, trustState: allocations.trustState, syncNow: sync.syncNow },
	});

	const admission = createAdmission({
		...{ identity, journal, allocations, shortNumbers, pins, clock, moment, random },
		settings: settings.current,
	});
	const { shortNumberEntry } = admission;
	const state = () =>
		buildKioskState({
			...{ identity, keyState: key.keyState, clock, moment, journal, allocations, shortNumberEntry },
			...{ pins, setupSession, settings, tickets, scanner, sync, hubAddress, peripherals },
		});
	const usbStick = createUsbStick({
		...{ venue, kiosk, label, nowMs: clock.nowMs, volumes: peripherals.listVolumes },
		language: () => settings.current().language,
		takeLists: sync.importLists,
		writeJournal: sync.exportJournal,
		diagnostics: () => ({
			...{ app, versions: process.versions, state: state(), last: journal.recentEntries() },
			log: parts.readRecentLog(),
		}),
	});

	const reportFaults = createStaffCallMonitor(journal, clock);
	// A timer each: when the disk takes no deletion, the clock is checked all the same.
	const checks = [
		() => checkClock(false),
		() => purgeEndedDays(dayKeys, allocations),
		() => pins.keepLock(),
		() => supervisorActs.flush(),
		() => startupEntries.hasStarted() && reportFaults(kioskFaultsOf(state())),
	].map((check) => clock.every(checkEveryMs, check));
	journal.subscribe(createClockSubscriber(clock, log));
	journal.subscribe(onChange);
	checkClock(false);

	return {
		calls: {
			...admission.calls,
			...createStaffCalls({ journal, allocations, pins, setupSession, sync }),
			printAgain: ({ line }) => tickets.reprint(line),
			settleTicket: ({ isThere, ...ref }) => tickets.settle(ref, isThere),
			...createSetupCalls({
				...{ pins, supervisorActs, setupSession, settings, journal, peripherals, usbStick, tickets, hubAddress },
			}),
			syncNow: sync.syncNow,
		},
		...{ state, pins, setupSession, supervisorActs, journal, shortNumbers, checkClock, acceptSignedTime },
		allocations: allocationStore,
		refuseUncertainTime: admission.refuseUncertainTime,
		async stop() {
			for (const stopChecking of checks) stopChecking();
			await Promise.all([sync.stop(), scanner.stop(), tickets.stop()]);
		},
	};
}
