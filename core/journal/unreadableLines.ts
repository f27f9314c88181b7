/**
 * Lines of the own journal that this version cannot read: a newer version or a former fault wrote them, or the disk has
 * changed them. They are kept and the chain goes on over them. The text is searched instead of parsed, because it may
 * not be JSON any more.
 */
import { Day, RowKey } from "../identity.ts";
import { mayMovePersons } from "./journal.ts";

/**
 * The voucher whose admissions an unreadable line may have changed; null where it names none, or is of a kind that moves
 * nobody. Until a supervisor decides, nobody is admitted on that voucher.
 */
export function findUncertainRow(line: string): RowKey | null {
	const row = /"row":"([^"]{32})"/.exec(line)?.[1];
	const kind = /"kind":"([^"]*)"/.exec(line)?.[1];
	if (row === undefined || (kind !== undefined && !mayMovePersons(kind))) return null;
	return RowKey.safeParse(row).data ?? null;
}

/** The day that an unreadable line names; null where it names none. */
export function findDay(line: string): Day | null {
	const day = /"day":"([^"]{10})"/.exec(line)?.[1];
	return Day.safeParse(day).data ?? null;
}
