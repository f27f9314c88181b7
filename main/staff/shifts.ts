import { allocatedPersonsOf } from "../../core/allocation/allocation.ts";
import type { CloseShiftOutcome, OpenShiftOutcome } from "../../core/contract/contract.ts";
import type { StaffId } from "../../core/identity.ts";
import type { Shift, ShiftSlip } from "../../core/journal/shift.ts";
import type { Clock } from "../../sync/clock.ts";
import type { DayAllocation, KioskAllocations } from "../allocations/allocations.ts";
import type { Journal, Knowledge } from "../journal/journal.ts";

export type ShiftsParts = {
	readonly journal: Journal;
	readonly shelf: KioskAllocations;
	readonly clock: Clock;
	readonly knowledge: (held: DayAllocation | null) => Knowledge;
	readonly unsent: () => number;
	/** How many conflicts the hub last told of at this window. */
	readonly conflicts: () => number;
};

export type Shifts = ReturnType<typeof createShifts>;

/** Who works at this window, from when to when, and with what count. A shift is of one day's list. */
export function createShifts({ journal, shelf, clock, knowledge, unsent, conflicts }: ShiftsParts) {
	function heldNow(): DayAllocation | null {
		return shelf.allocationFor(null, clock.nowMs());
	}

	function shiftIn(held: DayAllocation | null): Shift | null {
		return held === null ? null : journal.ledgerOf(held.allocation.header.day).shift;
	}

	function open(staff: StaffId): OpenShiftOutcome {
		const held = heldNow();
		if (held === null) return { kind: "notOpened", why: "noAllocation" };
		if (shiftIn(held) !== null) return { kind: "notOpened", why: "alreadyOpen" };
		const written = journal.write((append) => append({ kind: "shiftOpened", staff }, knowledge(held)));
		return written.kind === "written" ? { kind: "opened" } : { kind: "notOpened", why: "notRecorded" };
	}

	function close(stubs: number | null): CloseShiftOutcome {
		const held = heldNow();
		const shift = shiftIn(held);
		if (held === null || shift === null) return { kind: "notClosed", why: "notOpen" };
		const allocated = [...allocatedPersonsOf(held.allocation).values()].reduce((sum, persons) => sum + persons, 0);
		const slip: ShiftSlip = { ...shift, allocated, conflicts: conflicts(), unsent: unsent(), stubs };
		const written = journal.write((append) => append({ kind: "shiftClosed", slip }, knowledge(held)));
		return written.kind === "written" ? { kind: "closed", slip } : { kind: "notClosed", why: "notRecorded" };
	}

	return { open, close, shift: () => shiftIn(heldNow()) };
}
