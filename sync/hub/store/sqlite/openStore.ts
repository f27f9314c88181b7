import type { WritableDatabase } from "../../../sqlite.ts";
import { isRefusal, type Refusal } from "../../refusal.ts";
import { openDatabase } from "../database/database.ts";
import type { Store } from "../store.ts";
import { prepareAlarms } from "./alarms.ts";
import { prepareAllocations } from "./allocations.ts";
import { prepareBranches } from "./branches.ts";
import { prepareConflicts } from "./conflicts.ts";
import { prepareDays } from "./days.ts";
import { prepareDocuments } from "./documents.ts";
import { prepareEnrolmentTickets } from "./enrolmentTickets.ts";
import { prepareIncarnations } from "./incarnations.ts";
import { prepareKiosks } from "./kiosks.ts";
import { prepareLines } from "./lines.ts";
import { prepareRevocations } from "./revocations.ts";
import { prepareSealingKeys } from "./sealingKeys.ts";
import { prepareSeats } from "./seats.ts";
import { prepareDaySecrets, preparePassLinks } from "./secrets.ts";
import { prepareSessions } from "./sessions.ts";
import { prepareStaffCalls } from "./staffCalls.ts";
import { prepareMovements, prepareStandings } from "./standings.ts";
import { prepareVenues } from "./venues.ts";
import { prepareVouchers } from "./vouchers.ts";

/** Opens the hub's store. `path` is a file, or ":memory:". Throws as `openSqlite` does. */
export function openStore(path: string): Store {
	const db = openDatabase(path);
	return {
		venues: prepareVenues(db),
		days: prepareDays(db),
		sessions: prepareSessions(db),
		vouchers: prepareVouchers(db),
		passLinks: preparePassLinks(db),
		seats: prepareSeats(db),
		allocations: prepareAllocations(db),
		enrolmentTickets: prepareEnrolmentTickets(db),
		kiosks: prepareKiosks(db),
		incarnations: prepareIncarnations(db),
		branches: prepareBranches(db),
		lines: prepareLines(db),
		movements: prepareMovements(db),
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

function transactOrRefuse<T>(db: WritableDatabase, work: () => T | Refusal): T | Refusal {
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
