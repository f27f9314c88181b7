import type { Refusal } from "../refusal.ts";
import type { Alarms } from "./alarms.ts";
import type { Allocations } from "./allocations.ts";
import type { Branches } from "./branches.ts";
import type { Conflicts } from "./conflicts.ts";
import type { Days } from "./days.ts";
import type { Documents } from "./documents.ts";
import type { EnrolmentTickets } from "./enrolmentTickets.ts";
import type { Incarnations } from "./incarnations.ts";
import type { Kiosks } from "./kiosks.ts";
import type { Lines } from "./lines.ts";
import type { StoredRevocations } from "./revocations.ts";
import type { SealingKeys } from "./sealingKeys.ts";
import type { Seats } from "./seats.ts";
import type { PassLinks, StoredDaySecrets } from "./secrets.ts";
import type { Sessions } from "./sessions.ts";
import type { StaffCalls } from "./staffCalls.ts";
import type { Movements, Standings } from "./standings.ts";
import type { Venues } from "./venues.ts";
import type { Vouchers } from "./vouchers.ts";

/**
 * Everything the hub remembers: one interface for each noun, in the files beside this one, implemented in `sqlite/`.
 *
 * Names: `find` gives one or null; `list` gives an array, in the order its docstring states; `add` throws where the record
 * is there already; `put` adds or replaces. A write that concerns one record throws where it changed none, so no write is
 * lost silently. Every method throws the driver's SqliteError for a disk that is full, failing, locked or read-only.
 */
export interface Store {
	readonly venues: Venues;
	readonly days: Days;
	readonly sessions: Sessions;
	readonly vouchers: Vouchers;
	readonly passLinks: PassLinks;
	readonly seats: Seats;
	readonly allocations: Allocations;
	readonly enrolmentTickets: EnrolmentTickets;
	readonly kiosks: Kiosks;
	readonly incarnations: Incarnations;
	readonly branches: Branches;
	readonly lines: Lines;
	readonly movements: Movements;
	readonly standings: Standings;
	readonly conflicts: Conflicts;
	readonly alarms: Alarms;
	readonly staffCalls: StaffCalls;
	readonly documents: Documents;
	readonly revocations: StoredRevocations;
	readonly daySecrets: StoredDaySecrets;
	readonly sealingKeys: SealingKeys;
	/** Runs `work` in one transaction: what it writes is committed whole, or not at all if it throws. */
	readonly transact: <T>(work: () => T) => T;
	/** As `transact`, but a refusal that `work` returns rolls back too. */
	readonly transactOrRefuse: <T>(work: () => T | Refusal) => T | Refusal;
	readonly close: () => void;
}
