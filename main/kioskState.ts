import { mostOverrides } from "../core/admission/pin.ts";
import { selectCurrentSession } from "../core/allocation/session.ts";
import type {
	KioskState,
	PrinterAvailability,
	RemoteStaffCall,
	SerialScannerStatus,
	SessionCounts,
	SyncStatus,
	TicketInDoubt,
} from "../core/contract/contract.ts";
import type { Settings } from "../core/contract/settings.ts";
import { countAdmitted } from "../core/journal/dayLedger.ts";
import { dayFreshnessOf, freshnessOf } from "../core/trust/freshness.ts";
import type { UnusableReason } from "../sync/client/pull.ts";
import { recentScansOf } from "./admission/recentScans.ts";
import type { ShortNumberEntry } from "./admission/shortNumberEntry.ts";
import type { DayAllocation, KioskAllocations } from "./allocations/allocations.ts";
import type { Journal } from "./journal/journal.ts";
import type { DeviceKey } from "./keys/deviceKey.ts";
import type { SetupSession } from "./setup/setupSession.ts";
import type { Pins } from "./staff/pins.ts";
import type { StoredIdentity } from "./store/identity.ts";
import type { Timekeeper } from "./time/timekeeper.ts";

export type KioskStateParts = {
	readonly identity: StoredIdentity;
	readonly keyState: DeviceKey["keyState"];
	readonly clock: Timekeeper;
	readonly journal: Journal;
	readonly allocations: KioskAllocations;
	readonly shortNumberEntry: ShortNumberEntry;
	/** Why the last pull's news could not be used. */
	readonly unusable: UnusableReason | null;
	readonly status: SyncStatus;
	readonly settings: Settings;
	readonly pins: Pins;
	readonly setupSession: SetupSession;
	readonly printer: PrinterAvailability;
	readonly ticketsInDoubt: readonly TicketInDoubt[];
	readonly serial: SerialScannerStatus;
	/** What other kiosks of the venue want, as the hub last told. */
	readonly notices: readonly RemoteStaffCall[];
};

const maxRecentScans = 12;

/** All that an enrolled window's screens show, told at this moment. */
export function buildKioskState({
	identity,
	clock,
	journal,
	allocations: shelf,
	...parts
}: KioskStateParts): KioskState {
	const nowMs = clock.nowMs();
	const held = shelf.allocationFor(null, nowMs);
	const header = held?.allocation.header ?? null;
	const book = header === null ? null : journal.ledgerOf(header.day);
	const now = { day: header?.day ?? null, nowMs, bookOf: journal.ledgerOf };
	const { settings, printer, serial, notices } = parts;
	return {
		kind: "ready",
		nowMs,
		clock: clock.clockShown(),
		keys: parts.keyState === "keyring" ? "keyring" : "plain",
		venue: identity.venueTitle,
		label: identity.label,
		programme: header?.programme ?? null,
		allocation: header &&
			held && {
				day: header.day,
				version: header.version,
				takenAtMs: held.takenAtMs,
				closesAtMs: header.closesAt,
				vouchers: header.rowCount,
				freshness: dayFreshnessOf(shelf.trustState(), header.day, nowMs),
			},
		freshness: freshnessOf(shelf.trustState(), nowMs),
		allocationTrouble: troubleOf(parts.unusable),
		status: parts.status,
		currentSession: selectCurrentSession(header?.sessions ?? [], nowMs)?.session ?? null,
		sessions: held === null ? [] : sessionTalliesOf(held, journal),
		shortNumbers: parts.shortNumberEntry.state(),
		recentScans: journal
			.recentEntries()
			.flatMap((entry) => recentScansOf(entry, now))
			.slice(0, maxRecentScans),
		settings,
		supervisors: parts.pins.supervisors(),
		pinLockedUntilMs: parts.pins.lockedUntilMs(),
		setupOpenedBy: parts.setupSession.openedBy(),
		shift: book?.shift ?? null,
		overridesLeft: Math.max(0, mostOverrides - (book?.overrides ?? 0)),
		printer,
		serial,
		ticketsInDoubt: parts.ticketsInDoubt,
		wanted: journal.wanted(),
		notices,
	};
}

function sessionTalliesOf({ allocation, allocated }: DayAllocation, journal: Journal): readonly SessionCounts[] {
	const book = journal.ledgerOf(allocation.header.day);
	return allocation.header.sessions.map((session) => ({
		session,
		allocated: allocated.get(session.session) ?? 0,
		admitted: countAdmitted(book, session.session),
		arrivals: [...(book.arrivals.get(session.session) ?? [])]
			.filter(([, persons]) => persons > 0)
			.map(([fromMs, persons]) => ({ fromMs, persons }))
			.toSorted((a, b) => a.fromMs - b.fromMs),
	}));
}

function troubleOf(unusable: UnusableReason | null) {
	if (unusable === null || unusable.kind !== "untrusted") return unusable?.kind ?? null;
	return unusable.why === "foreign" ? "foreign" : "untrusted";
}
