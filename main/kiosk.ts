import type { KioskState, Verdict } from "../core/contract/contract.ts";
import type { Settings } from "../core/contract/settings.ts";
import type { Day } from "../core/identity.ts";
import type { Fact, VoucherSource } from "../core/journal/journal.ts";
import { dayFreshnessOf } from "../core/trust/freshness.ts";
import { revocationOf } from "../core/trust/revocations.ts";
import { acceptedVersionsOf, type TrustState } from "../core/trust/trustState.ts";
import { issuerKeyOf } from "../core/voucher/voucher.ts";
import type { Hub } from "../sync/client/hubRequest.ts";
import { openRestoration } from "../sync/client/incarnation.ts";
import { openAccount } from "../sync/client/session.ts";
import { openDelivery } from "../sync/client/upload.ts";
import { takeLists, writeJournalFile } from "../sync/client/usbFile.ts";
import { type Random, randomId } from "../sync/clock.ts";
import { hash, publicKeyOf, signerOf } from "../sync/crypto/signature.ts";
import { considering } from "./admission/assess.ts";
import { openCardDesk } from "./admission/cardSearch.ts";
import { openExchange } from "./admission/checkIn.ts";
import { openOffers } from "./admission/offers.ts";
import { openNumberDesk } from "./admission/shortNumberEntry.ts";
import { openVoidDesk } from "./admission/voiding.ts";
import { type HeldDay, openShelf } from "./allocations/allocations.ts";
import { openNumberShelf } from "./allocations/shortNumberIndexes.ts";
import { type Knowledge, openJournal } from "./journal/journal.ts";
import { openFirstLines } from "./journal/startupEntries.ts";
import { forgetDays, openDayKeys } from "./keys/dayKeys.ts";
import type { OpenedKey } from "./keys/deviceKey.ts";
import type { Keyring } from "./keys/keyring.ts";
import { tellState } from "./kioskState.ts";
import { openTicketing } from "./printing/tickets.ts";
import type { Peripherals } from "./setup/peripherals.ts";
import { openSetUp } from "./setup/settings.ts";
import { openServiceDoor } from "./setup/setupSession.ts";
import { openStickDesk } from "./setup/usbStick.ts";
import type { Handlers } from "./shell/ipc.ts";
import { openMemberDesk } from "./staff/memberCalls.ts";
import { openPinDesk, type PinDesk } from "./staff/pins.ts";
import { openShiftDesk } from "./staff/shifts.ts";
import { type Ailing, ailingOf, openAttention } from "./staff/staffCalls.ts";
import { openCounterDesk } from "./staff/supervisedCalls.ts";
import type { Database } from "./store/database.ts";
import { countBoot, type StoredIdentity } from "./store/identity.ts";
import { startSyncing } from "./sync.ts";
import type { Timekeeper } from "./time/timekeeper.ts";

export type KioskParts = {
	readonly database: Database;
	/** Null where the system has none. */
	readonly keyring: Keyring | null;
	readonly identity: StoredIdentity;
	readonly key: OpenedKey;
	/** What this window believed when it was last closed, or the root of its enrolment. */
	readonly restored: TrustState;
	readonly clock: Timekeeper;
	readonly hub: Hub;
	readonly random: Random;
	readonly app: string;
	/** Something a screen shows may have changed. */
	readonly changed: () => void;
	readonly peripherals: Peripherals;
};

/** The calls that are an enrolled window's to answer. */
export type KioskCalls = Omit<Handlers, "state" | "enrol" | "confirmTime">;

/** An enrolled window at work. */
export type Kiosk = {
	readonly calls: KioskCalls;
	readonly pins: PinDesk;
	readonly state: () => KioskState;
	/** Looks at the machine's clocks and writes down what came of it; `hasWoken` when the system says that it slept. */
	readonly keepTime: (hasWoken: boolean) => void;
	/** For the hub's timestamp document, once its signature and version were found good: see Timekeeper. */
	readonly heardSignedTime: (issuedMs: number, roundTripMs: number) => void;
	readonly stop: () => Promise<void>;
};

const serialPauseMs = 50;
const serialRetryMs = 3_000;
const lookEveryMs = 5_000;

export function startKiosk(parts: KioskParts): Kiosk {
	const { database, identity, restored, clock, changed, keyring, peripherals } = parts;
	const sign = signerOf(parts.key.pkcs8);
	const newId = () => randomId(parts.random);
	const { kiosk, incarnation, venue } = identity;
	const journal = openJournal(database, { venue, kiosk, incarnation, boot: countBoot(database), sign }, clock);
	const shelf = openShelf({
		database,
		restored,
		pin: identity.rootDigest,
		journal,
		nowMs: clock.nowMs,
		knowledge: () => knowledge(heldNow()),
	});
	const numbers = openNumberShelf(database);
	const numberDesk = openNumberDesk({ shelf, numbers, journal, nowMs: clock.nowMs });
	const root = () => shelf.held().root;
	const hub = { ...parts.hub, heardTime: clock.heardHubTime };
	const identified = { kiosk, incarnation: journal.incarnation, venue, root, sign };
	const account = openAccount(hub, identified);
	const restoration = openRestoration(account, journal, publicKeyOf(parts.key.pkcs8), newId);
	const first = openFirstLines({
		...{ database, identity, journal, clock, changed, app: parts.app },
		keyState: parts.key.keyState,
		knowledge: () => knowledge(heldNow()),
		ignorance: () => knowledge(null),
	});
	const delivery = openDelivery({
		account,
		disk: journal,
		restoration,
		asked() {
			first.note();
			wordHeard();
		},
		doubted: changed,
	});
	let wordHeard = () => {};
	const firstWord = new Promise<void>((resolve) => {
		wordHeard = resolve;
	});
	const closesAtMs = (day: Day) => shelf.held().headers.get(day)?.document.closesAt ?? null;
	const dayKeys = openDayKeys({
		random: parts.random,
		database,
		keyring,
		venue,
		kiosk,
		closesAtMs,
		nowMs: clock.nowMs,
	});

	function heldNow(): HeldDay | null {
		return shelf.heldFor(null, clock.nowMs());
	}

	function knowledge(held: HeldDay | null): Knowledge {
		const day = held?.allocation.header.day ?? null;
		return { day, ...acceptedVersionsOf(shelf.held(), day), net: syncing.status().net };
	}

	/** A line that decides nothing; false when the disk did not take it. */
	function note(fact: Fact): boolean {
		first.note();
		const written = journal.write((append) => append(fact, knowledge(heldNow())));
		syncing.poke();
		changed();
		return written.kind === "written";
	}

	function heardSignedTime(issuedMs: number, roundTripMs: number): void {
		clock.heardSignedTime(issuedMs, roundTripMs);
		first.keepTime(false);
	}
	first.keepTime(false);
	const attend = openAttention({ journal, monoMs: clock.monoMs, note });
	const stopLooking = clock.every(lookEveryMs, () => {
		first.keepTime(false);
		forgetDays(dayKeys, shelf);
		if (first.areWritten()) attend(ailing());
	});

	function ailing(): Ailing {
		const day = heldNow()?.allocation.header.day ?? null;
		const list = day === null ? null : dayFreshnessOf(shelf.held(), day, clock.nowMs());
		return ailingOf({ printer: ticketing.printer(), scanner: serial.state(), list, mode: setUp.settings().mode });
	}

	const pins = openPinDesk({ database, keyring, nowMs: clock.nowMs, random: parts.random, note });
	const service = openServiceDoor(clock);
	const serial = peripherals.openSerial({
		clock,
		pauseMs: serialPauseMs,
		retryMs: serialRetryMs,
		scanned: peripherals.scanned,
		changed,
	});
	const ticketing = openTicketing({
		...{ venue: identity.venueTitle, label: identity.label, journal, shelf, clock, note, changed },
		printers: peripherals.printers,
		settings: () => setUp.settings(),
	});
	const apply = (settings: Settings) => {
		serial.use(settings.serial);
		ticketing.use(settings);
	};
	const outboxes = () => [...journal.earlier(), journal];
	const sticks = openStickDesk({
		...{ venue, kiosk, label: identity.label, nowMs: clock.nowMs, volumes: peripherals.listVolumes },
		takeLists: (file) =>
			syncing.betweenPulls(() =>
				takeLists(file, { identity: identified, shelf, dayKeys, numbers, outboxes, nowMs: clock.nowMs }),
			),
		writeJournal() {
			const days = shelf.held().timestamp?.document.days.map(({ day }) => day) ?? [];
			return writeJournalFile(identified, dayKeys, days, outboxes(), clock.nowMs());
		},
		diagnose: () => ({ app: parts.app, versions: process.versions, state: state(), last: journal.recent() }),
	});
	const setUp = openSetUp({ database, service, note, changed, peripherals, sticks, apply, testPrint: ticketing.test });
	const offers = openOffers(newId);
	const consider = considering({
		...{ venue, journal, shelf, clock },
		revocationOf: (voucher) =>
			revocationOf(shelf.held().revocations?.document ?? null, { kiosk, incarnation: journal.incarnation() }, voucher),
	});
	const exchange = openExchange({
		...{ kiosk, label: identity.label, journal, shelf, numberDesk, clock, knowledge, consider, offers },
		issuers: () => root().roles.issuer.keys.map((key) => issuerKeyOf(key, hash)),
		isTicketing: () => setUp.settings().printer.kind !== "none",
	});
	const lookUp = openCardDesk({ journal, shelf, clock, knowledge, consider, offers, shown: exchange.shown });
	const voidDesk = openVoidDesk({ journal, shelf, clock, knowledge });
	const shiftDesk = openShiftDesk({
		journal,
		shelf,
		clock,
		knowledge,
		unsent: delivery.unsent,
		conflicts: () => syncing.news().conflicts,
	});
	const memberDesk = openMemberDesk({ journal, note });
	const counterDesk = openCounterDesk({ pins, service, exchange, voidDesk, whenSure: (work) => whenSure(work, null) });

	const syncing = startSyncing({
		...{ account, delivery, shelf, dayKeys, numbers, clock, heardSignedTime, firstWord, changed },
		random: parts.random,
	});

	/** Nobody is admitted at a time that nobody is sure of. The refusal is a line like any other. */
	function whenSure(decide: () => Verdict, source: VoucherSource | null): Verdict {
		first.note();
		first.keepTime(false);
		const verdict = clock.isSure() ? decide() : refuseUnsure(source);
		if (verdict.kind === "admitted" && verdict.isTicketed) ticketing.admitted(verdict.line);
		syncing.poke();
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
		first.note();
		const outcome = work();
		syncing.poke();
		changed();
		return outcome;
	}

	function state(): KioskState {
		const { keyState } = parts.key;
		return tellState({
			...{ identity, keyState, clock, journal, shelf, numberDesk, pins, service },
			status: syncing.status(),
			unusable: syncing.unusable(),
			settings: setUp.settings(),
			printer: ticketing.printer(),
			ticketsInDoubt: ticketing.inDoubt(),
			serial: serial.state(),
			notices: syncing.news().wanted,
		});
	}

	return {
		calls: {
			scan: ({ text, source }) => whenSure(() => exchange.scan(text, source), source),
			number: (typed) => whenSure(() => exchange.number(typed), "number"),
			admit: ({ offer, persons }) => whenSure(() => exchange.admit(offer, persons), null),
			lookUp: ({ card }) => noting(() => lookUp(card)),
			openShift: ({ staff }) => noting(() => shiftDesk.open(staff)),
			closeShift: ({ stubs }) => noting(() => shiftDesk.close(stubs)),
			syncNow: syncing.now,
			printAgain: ({ line }) => noting(() => ticketing.printAgain(line)),
			settleTicket: ({ isThere, ...admission }) => noting(() => ticketing.settle(admission, isThere)),
			...counterDesk,
			...memberDesk,
			...setUp.calls,
		},
		pins,
		state,
		keepTime: first.keepTime,
		heardSignedTime,
		async stop() {
			stopLooking();
			await Promise.all([syncing.stop(), serial.stop(), ticketing.stop()]);
		},
	};
}
