import type { KioskState, Verdict } from "../core/contract/contract.ts";
import type { Settings } from "../core/contract/settings.ts";
import type { Day } from "../core/identity.ts";
import type { Fact, VoucherSource } from "../core/journal/journal.ts";
import { dayFreshnessOf } from "../core/trust/freshness.ts";
import { revocationOf } from "../core/trust/revocations.ts";
import { acceptedVersionsOf, type TrustState } from "../core/trust/trustState.ts";
import { issuerKeyOf } from "../core/voucher/voucher.ts";
import type { HubEndpoint } from "../sync/client/hubRequest.ts";
import { createReconciler } from "../sync/client/journalReconciler.ts";
import { openHubSession } from "../sync/client/session.ts";
import { createJournalUpload } from "../sync/client/upload.ts";
import { buildJournalFile, importLists } from "../sync/client/usbFile.ts";
import { type Random, randomId } from "../sync/clock.ts";
import { hash, publicKeyOf, signerOf } from "../sync/crypto/signature.ts";
import { createAssess } from "./admission/assess.ts";
import { createCardSearch } from "./admission/cardSearch.ts";
import { createCheckIn } from "./admission/checkIn.ts";
import { createOffers } from "./admission/offers.ts";
import { createShortNumberEntry } from "./admission/shortNumberEntry.ts";
import { createVoidAdmission } from "./admission/voiding.ts";
import { type DayAllocation, openAllocations } from "./allocations/allocations.ts";
import { openShortNumberIndexes } from "./allocations/shortNumberIndexes.ts";
import { type Knowledge, openJournal } from "./journal/journal.ts";
import { createStartupEntries } from "./journal/startupEntries.ts";
import { openDayKeys, purgeEndedDays } from "./keys/dayKeys.ts";
import type { DeviceKey } from "./keys/deviceKey.ts";
import type { Keyring } from "./keys/keyring.ts";
import { buildKioskState } from "./kioskState.ts";
import { openTicketPrinting } from "./printing/tickets.ts";
import type { Peripherals } from "./setup/peripherals.ts";
import { createSettings } from "./setup/settings.ts";
import { createSetupSession } from "./setup/setupSession.ts";
import { createUsbStick } from "./setup/usbStick.ts";
import type { CallHandlers } from "./shell/ipc.ts";
import { createMemberCalls } from "./staff/memberCalls.ts";
import { createPins, type Pins } from "./staff/pins.ts";
import { createShifts } from "./staff/shifts.ts";
import { createStaffCallMonitor, type KioskFaults, kioskFaultsOf } from "./staff/staffCalls.ts";
import { createSupervisedCalls } from "./staff/supervisedCalls.ts";
import type { Database } from "./store/database.ts";
import { incrementBootCount, type StoredIdentity } from "./store/identity.ts";
import { startSync } from "./sync.ts";
import type { Timekeeper } from "./time/timekeeper.ts";

export type KioskParts = {
	readonly database: Database;
	/** Null where the system has none. */
	readonly keyring: Keyring | null;
	readonly identity: StoredIdentity;
	readonly key: DeviceKey;
	/** What this window believed when it was last closed, or the root of its enrolment. */
	readonly restored: TrustState;
	readonly clock: Timekeeper;
	readonly hub: HubEndpoint;
	readonly random: Random;
	readonly app: string;
	/** Something a screen shows may have changed. */
	readonly onChange: () => void;
	readonly peripherals: Peripherals;
};

/** The calls that are an enrolled window's to answer. */
export type KioskCalls = Omit<CallHandlers, "state" | "enrol" | "confirmTime">;

/** An enrolled window at work. */
export type Kiosk = {
	readonly calls: KioskCalls;
	readonly pins: Pins;
	readonly state: () => KioskState;
	/** Looks at the machine's clocks and writes down what came of it; `hasWoken` when the system says that it slept. */
	readonly checkClock: (hasWoken: boolean) => void;
	/** For the hub's timestamp document, once its signature and version were found good: see Timekeeper. */
	readonly acceptSignedTime: (issuedMs: number, roundTripMs: number) => void;
	readonly stop: () => Promise<void>;
};

const serialPauseMs = 50;
const serialRetryMs = 3_000;
const checkEveryMs = 5_000;

export function startKiosk(parts: KioskParts): Kiosk {
	const { database, identity, restored, clock, onChange: changed, keyring, peripherals } = parts;
	const sign = signerOf(parts.key.pkcs8);
	const newId = () => randomId(parts.random);
	const { kiosk, incarnation, venue } = identity;
	const journal = openJournal(database, { venue, kiosk, incarnation, boot: incrementBootCount(database), sign }, clock);
	const shelf = openAllocations({
		database,
		restored,
		pin: identity.rootDigest,
		journal,
		nowMs: clock.nowMs,
		knowledge: () => knowledge(heldNow()),
	});
	const numbers = openShortNumberIndexes(database);
	const numberDesk = createShortNumberEntry({ allocations: shelf, shortNumbers: numbers, journal, nowMs: clock.nowMs });
	const root = () => shelf.trustState().root;
	const hub = { ...parts.hub, heardTime: clock.noteHubTime };
	const identified = { kiosk, incarnation: journal.incarnation, venue, root, sign };
	const account = openHubSession(hub, identified);
	const restoration = createReconciler(account, journal, publicKeyOf(parts.key.pkcs8), newId);
	const first = createStartupEntries({
		...{ database, identity, journal, clock, onChange: changed, app: parts.app },
		keyState: parts.key.keyState,
		knowledge: () => knowledge(heldNow()),
		initialKnowledge: () => knowledge(null),
	});
	const delivery = createJournalUpload({
		session: account,
		journal: journal,
		reconciler: restoration,
		onReconciled() {
			first.write();
			wordHeard();
		},
		onFrozen: changed,
	});
	let wordHeard = () => {};
	const firstWord = new Promise<void>((resolve) => {
		wordHeard = resolve;
	});
	const closesAtMs = (day: Day) => shelf.trustState().headers.get(day)?.document.closesAt ?? null;
	const dayKeys = openDayKeys({
		random: parts.random,
		database,
		keyring,
		venue,
		kiosk,
		closesAtMs,
		nowMs: clock.nowMs,
	});

	function heldNow(): DayAllocation | null {
		return shelf.allocationFor(null, clock.nowMs());
	}

	function knowledge(held: DayAllocation | null): Knowledge {
		const day = held?.allocation.header.day ?? null;
		return { day, ...acceptedVersionsOf(shelf.trustState(), day), net: syncing.status().net };
	}

	/** A line that decides nothing; false when the disk did not take it. */
	function note(fact: Fact): boolean {
		first.write();
		const written = journal.write((append) => append(fact, knowledge(heldNow())));
		syncing.wakeUpload();
		changed();
		return written.kind === "written";
	}

	function heardSignedTime(issuedMs: number, roundTripMs: number): void {
		clock.acceptSignedTime(issuedMs, roundTripMs);
		first.checkClock(false);
	}
	first.checkClock(false);
	const attend = createStaffCallMonitor({ journal, monoMs: clock.monoMs, note });
	const stopLooking = clock.every(checkEveryMs, () => {
		first.checkClock(false);
		purgeEndedDays(dayKeys, shelf);
		if (first.areWritten()) attend(ailing());
	});

	function ailing(): KioskFaults {
		const day = heldNow()?.allocation.header.day ?? null;
		const list = day === null ? null : dayFreshnessOf(shelf.trustState(), day, clock.nowMs());
		return kioskFaultsOf({
			printer: ticketing.printerStatus(),
			scanner: serial.state(),
			list,
			mode: setUp.settings().mode,
		});
	}

	const pins = createPins({ database, keyring, nowMs: clock.nowMs, random: parts.random, note });
	const service = createSetupSession(clock);
	const serial = peripherals.openSerial({
		clock,
		pauseMs: serialPauseMs,
		retryMs: serialRetryMs,
		scanned: peripherals.sendScan,
		changed,
	});
	const ticketing = openTicketPrinting({
		...{
			venue: identity.venueTitle,
			label: identity.label,
			journal,
			allocations: shelf,
			clock,
			note,
			onChange: changed,
		},
		printers: peripherals.printers,
		settings: () => setUp.settings(),
	});
	const apply = (settings: Settings) => {
		serial.use(settings.serial);
		ticketing.applySettings(settings);
	};
	const outboxes = () => [...journal.earlierIncarnations(), journal];
	const sticks = createUsbStick({
		...{ venue, kiosk, label: identity.label, nowMs: clock.nowMs, volumes: peripherals.listVolumes },
		takeLists: (file) =>
			syncing.withPullLock(() =>
				importLists(file, {
					identity: identified,
					allocations: shelf,
					dayKeys,
					shortNumbers: numbers,
					outboxes,
					nowMs: clock.nowMs,
				}),
			),
		writeJournal() {
			const days = shelf.trustState().timestamp?.document.days.map(({ day }) => day) ?? [];
			return buildJournalFile(identified, dayKeys, days, outboxes(), clock.nowMs());
		},
		diagnostics: () => ({ app: parts.app, versions: process.versions, state: state(), last: journal.recentEntries() }),
	});
	const setUp = createSettings({
		database,
		setupSession: service,
		note,
		onChange: changed,
		peripherals,
		usbStick: sticks,
		apply,
		testPrint: ticketing.printTest,
	});
	const offers = createOffers(newId);
	const consider = createAssess({
		...{ venue, journal, allocations: shelf, clock },
		revocationOf: (voucher) =>
			revocationOf(
				shelf.trustState().revocations?.document ?? null,
				{ kiosk, incarnation: journal.incarnation() },
				voucher,
			),
	});
	const exchange = createCheckIn({
		...{
			kiosk,
			label: identity.label,
			journal,
			shelf,
			shortNumberEntry: numberDesk,
			clock,
			knowledge,
			consider,
			offers,
		},
		issuers: () => root().roles.issuer.keys.map((key) => issuerKeyOf(key, hash)),
		isTicketing: () => setUp.settings().printer.kind !== "none",
	});
	const lookUp = createCardSearch({
		journal,
		shelf,
		clock,
		knowledge,
		consider,
		offers,
		refusalForScreen: exchange.refusalForScreen,
	});
	const voidDesk = createVoidAdmission({ journal, shelf, clock, knowledge });
	const shiftDesk = createShifts({
		journal,
		shelf,
		clock,
		knowledge,
		unsent: delivery.countUnsent,
		conflicts: () => syncing.news().conflicts,
	});
	const memberDesk = createMemberCalls({ journal, note });
	const counterDesk = createSupervisedCalls({
		pins,
		setupSession: service,
		checkIn: exchange,
		voidAdmission: voidDesk,
		whenSure: (work) => whenSure(work, null),
	});

	const syncing = startSync({
		...{
			account,
			delivery,
			allocations: shelf,
			dayKeys,
			shortNumbers: numbers,
			clock,
			acceptSignedTime: heardSignedTime,
			firstAnswer: firstWord,
			onChange: changed,
		},
		random: parts.random,
	});

	/** Nobody is admitted at a time that nobody is sure of. The refusal is a line like any other. */
	function whenSure(decide: () => Verdict, source: VoucherSource | null): Verdict {
		first.write();
		first.checkClock(false);
		const verdict = clock.isSure() ? decide() : refuseUnsure(source);
		if (verdict.kind === "admitted" && verdict.isTicketed) ticketing.queueTicket(verdict.line);
		syncing.wakeUpload();
		changed();
		return verdict;
	}

	function refuseUnsure(source: VoucherSource | null): Verdict {
		const fact = { kind: "refused", reason: "clockUnsure", row: null, session: null, skew: null } as const;
		if (source !== null) journal.write((append) => append({ ...fact, source }, knowledge(heldNow())));
		return { kind: "refused", refusal: { reason: "clockUnsure" }, session: null, atMs: clock.nowMs(), override: null };
	}

	/** What writes lines and admits nobody. */
	function noting<T>(work: () => T): T {
		first.write();
		const outcome = work();
		syncing.wakeUpload();
		changed();
		return outcome;
	}

	function state(): KioskState {
		const { keyState } = parts.key;
		return buildKioskState({
			...{
				identity,
				keyState,
				clock,
				journal,
				allocations: shelf,
				shortNumberEntry: numberDesk,
				pins,
				setupSession: service,
			},
			status: syncing.status(),
			unusable: syncing.unusable(),
			settings: setUp.settings(),
			printer: ticketing.printerStatus(),
			ticketsInDoubt: ticketing.ticketsInDoubt(),
			serial: serial.state(),
			notices: syncing.news().staffCalls,
		});
	}

	return {
		calls: {
			scan: ({ text, source }) => whenSure(() => exchange.scan(text, source), source),
			number: (typed) => whenSure(() => exchange.enterNumber(typed), "number"),
			admit: ({ offer, persons }) => whenSure(() => exchange.admit(offer, persons), null),
			lookUp: ({ card }) => noting(() => lookUp(card)),
			openShift: ({ staff }) => noting(() => shiftDesk.open(staff)),
			closeShift: ({ stubs }) => noting(() => shiftDesk.close(stubs)),
			syncNow: syncing.syncNow,
			printAgain: ({ line }) => noting(() => ticketing.reprint(line)),
			settleTicket: ({ isThere, ...admission }) => noting(() => ticketing.settle(admission, isThere)),
			...counterDesk,
			...memberDesk,
			...setUp.calls,
		},
		pins,
		state,
		checkClock: first.checkClock,
		acceptSignedTime: heardSignedTime,
		async stop() {
			stopLooking();
			await Promise.all([syncing.stop(), serial.stop(), ticketing.stop()]);
		},
	};
}
