import { allocatedPersonsOf } from "../../core/allocation/allocation.ts";
import type { CloseShiftOutcome, OpenShiftOutcome } from "../../core/contract/contract.ts";
import type { StaffId } from "../../core/identity.ts";
import type { Shift, ShiftSlip } from "../../core/journal/values.ts";
import type { Allocations, DayAllocation } from "../allocations/allocations.ts";
import type { Journal } from "../journal/journal.ts";
import type { KioskSync } from "../sync.ts";

export type ShiftsParts = {
	readonly journal: Journal;
	readonly allocations: Allocations;
	/** The lines the hub lacks, and the conflicts it last reported of this kiosk. */
	readonly sync: Pick<KioskSync, "status" | "news">;
};

export type Shifts = ReturnType<typeof createShifts>;

/** Who works at this kiosk, from when to when, and what was counted. A shift belongs to one day's list. */
export function createShifts({ journal, allocations, sync }: ShiftsParts) {
	function shiftIn(held: DayAllocation | null): Shift | null {
		return held === null ? null : journal.ledgerOf(held.allocation.header.day).shift;
	}

	function open(staff: StaffId): OpenShiftOutcome {
		const held = allocations.allocationFor(null);
		if (held === null) return { kind: "notOpened", why: "noAllocation" };
		if (shiftIn(held) !== null) return { kind: "notOpened", why: "alreadyOpen" };
		const isWritten = journal.record({ kind: "shiftOpened", staff });
		return isWritten ? { kind: "opened" } : { kind: "notOpened", why: "notRecorded" };
	}

	function close(stubs: number | null): CloseShiftOutcome {
		const held = allocations.allocationFor(null);
		const shift = shiftIn(held);
		if (held === null || shift === null) return { kind: "notClosed", why: "notOpen" };
		const allocated = [...allocatedPersonsOf(held.allocation).values()].reduce((sum, persons) => sum + persons, 0);
		const { unsent } = sync.status();
		const slip: ShiftSlip = { ...shift, allocated, conflicts: sync.news().conflicts, unsent, stubs };
		const isWritten = journal.record({ kind: "shiftClosed", slip });
		return isWritten ? { kind: "closed", slip } : { kind: "notClosed", why: "notRecorded" };
	}

	return { open, close };
}
