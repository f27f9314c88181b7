import { mostOverrides } from "../core/admission/override.ts";
import { selectCurrentSession } from "../core/allocation/session.ts";
import type { ReadyState, SessionCounts } from "../core/contract/kioskState.ts";
import { countAdmitted } from "../core/journal/dayLedger.ts";
import type { Now } from "../core/journal/runningTime.ts";
import { dayFreshnessOf, freshnessOf } from "../core/trust/freshness.ts";
import type { UnusableReason } from "../sync/client/pull.ts";
import { recentScansOf } from "./admission/recentScans.ts";
import type { ShortNumberEntry } from "./admission/shortNumberEntry.ts";
import type { Allocations, DayAllocation } from "./allocations/allocations.ts";
import type { HubAddress } from "./hubAddress.ts";
import type { Journal } from "./journal/journal.ts";
import type { DeviceKey } from "./keys/deviceKey.ts";
import type { TicketPrinting } from "./printing/tickets.ts";
import type { Scanner } from "./scanning/scanner.ts";
import type { Peripherals } from "./setup/peripherals.ts";
import type { KioskSettings } from "./setup/settings.ts";
import type { SetupSession } from "./setup/setupSession.ts";
import type { Pins } from "./staff/pins.ts";
import type { StoredIdentity } from "./store/identity.ts";
import type { KioskSync } from "./sync.ts";
import type { Timekeeper } from "./time/timekeeper.ts";

export type KioskStateParts = {
	readonly identity: StoredIdentity;
	readonly keyState: DeviceKey["keyState"];
	readonly clock: Timekeeper;
	readonly moment: () => Now;
	readonly journal: Journal;
	readonly allocations: Allocations;
	readonly shortNumberEntry: ShortNumberEntry;
	readonly pins: Pins;
	readonly setupSession: SetupSession;
	readonly settings: KioskSettings;
	readonly tickets: TicketPrinting;
	readonly scanner: Scanner;
	readonly sync: KioskSync;
	readonly hubAddress: Pick<HubAddress, "current">;
	readonly peripherals: Pick<Peripherals, "isFocusLost">;
};

const maxRecentScans = 12;

/** All that the screens of an enrolled kiosk show at this moment. */
export function buildKioskState({ identity, clock, journal, allocations, ...parts }: KioskStateParts): ReadyState {
	const nowMs = clock.nowMs();
	const held = allocations.allocationFor(null);
	const header = held?.allocation.header ?? null;
	const ledger = header === null ? null : journal.ledgerOf(header.day);
	const now = {
		day: allocations.inForce()?.allocation.header.day ?? null,
		moment: parts.moment(),
		bookOf: journal.ledgerOf,
	};
	const { settings, tickets, scanner, sync } = parts;
	return {
		kind: "ready",
		nowMs,
		clock: clock.clockShown(),
		isFocusLost: parts.peripherals.isFocusLost(),
		keys: parts.keyState === "keyring" ? "keyring" : "plain",
		venue: identity.venueTitle,
		label: identity.label,
		hub: parts.hubAddress.current(),
		programme: header?.programme ?? null,
		allocation: header &&
			held && {
				day: header.day,
				version: header.version,
				takenAtMs: held.takenAtMs,
				closesAtMs: header.closesAt,
				vouchers: header.rowCount,
				freshness: dayFreshnessOf(allocations.trustState(), header.day, nowMs),
			},
		freshness: freshnessOf(allocations.trustState(), nowMs),
		allocationTrouble: troubleOf(sync.unusable()),
		status: sync.status(),
		unreadableLines: journal.countUnreadable(header?.day ?? null),
		currentSession: selectCurrentSession(header?.sessions ?? [], nowMs)?.session ?? null,
		sessions: held === null ? [] : sessionCountsOf(held, journal),
		shortNumbers: parts.shortNumberEntry.state(),
		recentScans: journal
			.recentEntries()
			.flatMap((entry) => recentScansOf(entry, now))
			.slice(0, maxRecentScans),
		settings: settings.current(),
		supervisors: parts.pins.supervisors(),
		pinLockedUntilMs: parts.pins.lockedUntilMs(),
		setupOpenedBy: parts.setupSession.openedBy(),
		shift: ledger?.shift ?? null,
		overridesLeft: Math.max(0, mostOverrides - (ledger?.overrides ?? 0)),
		printer: tickets.printerStatus(),
		serial: scanner.status(),
		ticketsInDoubt: tickets.ticketsInDoubt(),
		wanted: journal.staffCalls(),
		notices: sync.news().staffCalls,
	};
}

function sessionCountsOf({ allocation, allocated }: DayAllocation, journal: Journal): readonly SessionCounts[] {
	const ledger = journal.ledgerOf(allocation.header.day);
	return allocation.header.sessions.map((session) => ({
		session,
		allocated: allocated.get(session.session) ?? 0,
		admitted: countAdmitted(ledger, session.session),
		arrivals: [...(ledger.arrivals.get(session.session) ?? [])]
			.filter(([, persons]) => persons > 0)
			.map(([fromMs, persons]) => ({ fromMs, persons }))
			.toSorted((a, b) => a.fromMs - b.fromMs),
	}));
}

function troubleOf(unusable: UnusableReason | null) {
	if (unusable === null || unusable.kind !== "untrusted") return unusable?.kind ?? null;
	return unusable.why === "foreign" ? "foreign" : "untrusted";
}
