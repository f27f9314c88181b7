// Clerks, supervisors, and members who want one of them: the calls of the contract's staff group, wired.

import type { HandlersOf, InputOf, SupervisorOutcome, staffCalls } from "../../core/contract/contract.ts";
import type { Allocations } from "../allocations/allocations.ts";
import type { Journal } from "../journal/journal.ts";
import type { SetupSession } from "../setup/setupSession.ts";
import type { KioskSync } from "../sync.ts";
import { createMemberCalls } from "./memberCalls.ts";
import type { Pins } from "./pins.ts";
import { createShifts } from "./shifts.ts";

export type StaffParts = {
	readonly journal: Journal;
	readonly allocations: Allocations;
	readonly pins: Pins;
	readonly setupSession: SetupSession;
	readonly sync: Pick<KioskSync, "status" | "news">;
};

export function createStaffCalls({
	journal,
	allocations,
	pins,
	setupSession,
	sync,
}: StaffParts): HandlersOf<typeof staffCalls> {
	const shifts = createShifts({ journal, allocations, sync });

	async function setSupervisor({ staff, pin, by }: InputOf<"setSupervisor">): Promise<SupervisorOutcome> {
		const opener = setupSession.touch();
		if (opener !== null || pins.supervisors().length === 0) return pins.set(staff, pin, opener);
		if (by === null) return { kind: "notSet", why: "consentNeeded" };
		return (await pins.check(by, "setSupervisor")) ?? pins.set(staff, pin, by.staff);
	}

	return {
		openShift: ({ staff }) => shifts.open(staff),
		closeShift: ({ stubs }) => shifts.close(stubs),
		setSupervisor,
		...createMemberCalls(journal),
	};
}
