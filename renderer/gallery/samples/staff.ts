import type { FoundVoucher, RecentScan } from "../../../core/contract/contract.ts";
import { StaffId } from "../../../core/identity.ts";
import type { Shift, ShiftSlip } from "../../../core/journal/values.ts";
import { matinee, soiree } from "./programme.ts";
import { minuteMs, nowMs, timeOfDay } from "./time.ts";

export const clerk = StaffId.parse("2017");
export const supervisors = [StaffId.parse("1001"), StaffId.parse("1004"), StaffId.parse("ZS-0012")];

export const shift: Shift = {
	staff: clerk,
	openedAtMs: timeOfDay("09:02"),
	admissions: 46,
	persons: 118,
	refusals: 9,
	voids: 2,
	voidedPersons: 5,
	overrides: 1,
};

export const shiftSlip: ShiftSlip = { ...shift, allocated: 1064, conflicts: 1, unsent: 12, stubs: 116 };

/** The last scans of a morning, with a voided admission and an override. */
export const busyRecentScans: readonly RecentScan[] = [
	createAdmittedScan(141, 1, 3),
	createAdmittedScan(140, 2, 2, { isOverride: true }),
	{ line: 139, atMs: nowMs - 2 * minuteMs, outcome: { kind: "refused", reason: "tooEarly" }, session: soiree.session },
	createAdmittedScan(137, 5, 9, { isVoided: true, voidableUntilMs: null }),
	createAdmittedScan(135, 9, 1),
	createAdmittedScan(134, 12, 4, { isOverride: true, isVoided: true, voidableUntilMs: null }),
	createAdmittedScan(133, 48, 2, { voidableUntilMs: null }),
];

export const lookUpResults: readonly FoundVoucher[] = [
	createLookUpResult("a", {
		session: matinee,
		remaining: 2,
		last: { persons: 1, atMs: timeOfDay("14:02") },
		seats: [41, 42],
	}),
	createLookUpResult("b", {
		session: soiree,
		party: 4,
		remaining: 4,
		refusal: { reason: "tooEarly", fromMs: soiree.admitFrom, startsAtMs: soiree.startsAt },
	}),
	createLookUpResult("c", {
		session: soiree,
		party: 9,
		remaining: 0,
		last: { persons: 9, atMs: timeOfDay("13:48") },
		refusal: { reason: "alreadyRedeemed", persons: 9, atMs: timeOfDay("13:48"), label: "2 号窗口", here: false },
		isOverridable: false,
	}),
	createLookUpResult("d", { state: "cancelled", refusal: { reason: "cancelled" }, isOverridable: false }),
];

export function createAdmittedScan(
	line: number,
	minutesAgo: number,
	persons: number,
	other: Partial<Extract<RecentScan["outcome"], { kind: "admitted" }>> = {},
): RecentScan {
	const voidableUntilMs = nowMs + (30 - minutesAgo) * minuteMs;
	return {
		line,
		atMs: nowMs - minutesAgo * minuteMs,
		outcome: { kind: "admitted", persons, isVoided: false, voidableUntilMs, isOverride: false, ...other },
		session: matinee.session,
	};
}

function createLookUpResult(offer: string, other: Partial<FoundVoucher>): FoundVoucher {
	const plain = { session: matinee, party: 3, remaining: 3, state: "live", place: 0, seats: [] } as const;
	return { offer, ...plain, last: null, refusal: null, isOverridable: true, others: [], ...other };
}
