import type { KioskState, RecentScan } from "../../../core/contract/contract.ts";
import { defaultSettings } from "../../../core/contract/settings.ts";
import { Day, StaffId } from "../../../core/identity.ts";
import { matinee, programme, sessionTallies, venue } from "./programme.ts";
import { minuteMs, nowMs, timeOfDay } from "./time.ts";

export type SampleState = Extract<KioskState, { kind: "ready" }>;

/** The state of kiosk 1 of the cinema in normal operation; `other` overrides parts of it. */
export function createState(other: Partial<SampleState> = {}): SampleState {
	return { ...defaultState, ...other };
}

export const day = Day.parse("2026-10-01");

export const allocation: NonNullable<SampleState["allocation"]> = {
	day,
	version: 3,
	takenAtMs: nowMs - 6 * minuteMs,
	closesAtMs: timeOfDay("23:59"),
	vouchers: 412,
	freshness: { kind: "fresh", ageMs: 2 * minuteMs },
};

const recent: readonly RecentScan[] = [
	createRecentAdmission(131, 1, 3),
	createRecentAdmission(130, 2, 2),
	createRecentRefusal(129, 3, "tooEarly"),
	createRecentAdmission(128, 4, 4),
	createRecentAdmission(127, 4, 1),
	createRecentRefusal(126, 6, "alreadyRedeemed"),
	createRecentAdmission(125, 7, 2),
	createRecentAdmission(124, 7, 5),
	createRecentAdmission(123, 8, 3),
];

const defaultState: SampleState = {
	kind: "ready",
	nowMs,
	clock: { kind: "sure", doubt: null },
	isFocusLost: false,
	keys: "keyring",
	venue,
	label: "1 号窗口",
	hub: "https://hub.example.org",
	programme,
	allocation,
	freshness: { kind: "fresh", ageMs: 2 * minuteMs },
	allocationTrouble: null,
	unreadableLines: 0,
	status: { net: "hub", trouble: null, unsent: 0, lastHeardAtMs: nowMs - 20_000, clockSkewMs: null },
	currentSession: matinee.session,
	sessions: sessionTallies,
	recentScans: recent,
	shortNumbers: { kind: "open", triesLeft: 5 },
	settings: defaultSettings,
	supervisors: [StaffId.parse("1001")],
	pinLockedUntilMs: null,
	setupOpenedBy: null,
	shift: null,
	overridesLeft: 10,
	printer: { kind: "none" },
	serial: { kind: "off" },
	ticketsInDoubt: [],
	wanted: [],
	notices: [],
};

function createRecentAdmission(line: number, minutesAgo: number, persons: number): RecentScan {
	return {
		line,
		atMs: nowMs - minutesAgo * minuteMs,
		outcome: {
			kind: "admitted",
			persons,
			isVoided: false,
			voidableUntilMs: nowMs + (30 - minutesAgo) * minuteMs,
			isOverride: false,
		},
		session: matinee.session,
	};
}

function createRecentRefusal(line: number, minutesAgo: number, reason: string): RecentScan {
	return { line, atMs: nowMs - minutesAgo * minuteMs, outcome: { kind: "refused", reason }, session: null };
}
