import { isRefusal, type Refusal } from "../refusal.ts";
import { type DatabaseHandle, openDatabase } from "./database.ts";
import { type Alarms, prepareAlarms } from "./sqlite/alarms.ts";
import { type Allocations, prepareAllocations } from "./sqlite/allocations.ts";
import { type Branches, prepareBranches } from "./sqlite/branches.ts";
import { type Conflicts, prepareConflicts } from "./sqlite/conflicts.ts";
import { prepareDaySecrets, type StoredDaySecrets } from "./sqlite/daySecrets.ts";
import { type Days, prepareDays } from "./sqlite/days.ts";
import { type Documents, prepareDocuments } from "./sqlite/documents.ts";
import { type EnrolmentTickets, prepareEnrolmentTickets } from "./sqlite/enrolmentTickets.ts";
import { type Incarnations, prepareIncarnations } from "./sqlite/incarnations.ts";
import { type Kiosks, prepareKiosks } from "./sqlite/kiosks.ts";
import { type Lines, prepareLines } from "./sqlite/lines.ts";
import { prepareRevocations, type StoredRevocations } from "./sqlite/revocations.ts";
import { prepareSealingKeys, type SealingKeys } from "./sqlite/sealingKeys.ts";
import { prepareSeats, type Seats } from "./sqlite/seats.ts";
import { prepareSessions, type Sessions } from "./sqlite/sessions.ts";
import { prepareStaffCalls, type StaffCalls } from "./sqlite/staffCalls.ts";
import { prepareStandings, type Standings } from "./sqlite/standings.ts";
import { prepareVenues, type Venues } from "./sqlite/venues.ts";
import { prepareVouchers, type Vouchers } from "./sqlite/vouchers.ts";

/** Everything the hub remembers. What `transact` is given happens whole or not at all. */
export type Store = {
	readonly venues: Venues;
	readonly days: Days;
	readonly sessions: Sessions;
	readonly vouchers: Vouchers;
	readonly seats: Seats;
	readonly allocations: Allocations;
	readonly enrolmentTickets: EnrolmentTickets;
	readonly kiosks: Kiosks;
	readonly incarnations: Incarnations;
	readonly branches: Branches;
	readonly lines: Lines;
	readonly standings: Standings;
	readonly conflicts: Conflicts;
	readonly alarms: Alarms;
	readonly staffCalls: StaffCalls;
	readonly documents: Documents;
	readonly revocations: StoredRevocations;
	readonly daySecrets: StoredDaySecrets;
	readonly sealingKeys: SealingKeys;
	readonly transact: <T>(work: () => T) => T;
	/** As `transact`, but a refusal rolls back all that was written before it. */
	readonly transactOrRefuse: <T>(work: () => T | Refusal) => T | Refusal;
	readonly close: () => void;
};

/** `path` is a file, or ":memory:". */
export function openStore(path: string): Store {
	const db = openDatabase(path);
	return {
		venues: prepareVenues(db),
		days: prepareDays(db),
		sessions: prepareSessions(db),
		vouchers: prepareVouchers(db),
		seats: prepareSeats(db),
		allocations: prepareAllocations(db),
		enrolmentTickets: prepareEnrolmentTickets(db),
		kiosks: prepareKiosks(db),
		incarnations: prepareIncarnations(db),
		branches: prepareBranches(db),
		lines: prepareLines(db),
		standings: prepareStandings(db),
		conflicts: prepareConflicts(db),
		alarms: prepareAlarms(db),
		staffCalls: prepareStaffCalls(db),
		documents: prepareDocuments(db),
		revocations: prepareRevocations(db),
		daySecrets: prepareDaySecrets(db),
		sealingKeys: prepareSealingKeys(db),
		transact: (work) => db.transaction(work).immediate(),
		transactOrRefuse: (work) => transactOrRefuse(db, work),
		close: () => void db.close(),
	};
}

/** better-sqlite3 rolls a transaction back when its function throws, and only then. */
class Rollback extends Error {
	readonly refusal: Refusal;
	constructor(refusal: Refusal) {
		super(refusal.message);
		this.refusal = refusal;
	}
}

function transactOrRefuse<T>(db: DatabaseHandle, work: () => T | Refusal): T | Refusal {
	const run = db.transaction(() => {
		const result = work();
		if (isRefusal(result)) throw new Rollback(result);
		return result;
	});
	try {
		return run.immediate();
	} catch (error) {
		if (error instanceof Rollback) return error.refusal;
		throw error;
	}
}
