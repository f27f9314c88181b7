import type { KioskState, RecentScan } from "../../../core/contract/contract.ts";
import { firstSettings } from "../../../core/contract/settings.ts";
import { Day, StaffId } from "../../../core/identity.ts";
import { at, minuteMs, nowMs } from "./moment.ts";
import { matinee, programme, tallies, venue } from "./palace.ts";

export type Ready = Extract<KioskState, { kind: "ready" }>;

/** Window 1 of the palace in the middle of its work, all well; `other` is what is different. */
export function ready(other: Partial<Ready> = {}): Ready {
	return { ...atWork, ...other };
}

export const day = Day.parse("2026-10-01");

export const allocation: NonNullable<Ready["allocation"]> = {
	day,
	version: 3,
	takenAtMs: nowMs - 6 * minuteMs,
	closesAtMs: at("23:59"),
	vouchers: 412,
	freshness: { kind: "fresh", ageMs: 2 * minuteMs },
};

const recent: readonly RecentScan[] = [
	admitted(131, 1, 3),
	admitted(130, 2, 2),
	refused(129, 3, "tooEarly"),
	admitted(128, 4, 4),
	admitted(127, 4, 1),
	refused(126, 6, "alreadyRedeemed"),
	admitted(125, 7, 2),
	admitted(124, 7, 5),
	admitted(123, 8, 3),
];

const atWork: Ready = {
	kind: "ready",
	nowMs,
	clock: { kind: "sure" },
	keys: "keyring",
	venue,
	label: "1 号窗口",
	programme,
	allocation,
	freshness: { kind: "fresh", ageMs: 2 * minuteMs },
	allocationTrouble: null,
	status: { net: "hub", trouble: null, unsent: 0, lastHeardAtMs: nowMs - 20_000, clockSkewMs: null },
	current: matinee.session,
	sessions: tallies,
	recent,
	numbers: { kind: "open", triesLeft: 5 },
	settings: firstSettings,
	supervisors: [StaffId.parse("1001")],
	pinLockedUntilMs: null,
	service: null,
	shift: null,
	overridesLeft: 10,
	printer: { kind: "none" },
	serial: { kind: "off" },
	ticketsInDoubt: [],
	wanted: [],
	notices: [],
};

function admitted(line: number, minutesAgo: number, persons: number): RecentScan {
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

function refused(line: number, minutesAgo: number, reason: string): RecentScan {
	return { line, atMs: nowMs - minutesAgo * minuteMs, outcome: { kind: "refused", reason }, session: null };
}
