import { type Alarms, alarmsIn } from "./alarms.ts";
import { type Allocations, allocationsIn } from "./allocations.ts";
import { type Attention, attentionIn } from "./attention.ts";
import { type Branches, branchesIn } from "./branches.ts";
import { type Conflicts, conflictsIn } from "./conflicts.ts";
import { openDatabase } from "./database.ts";
import { type DaySecretsStored, daySecretsIn } from "./daySecrets.ts";
import { type Days, daysIn } from "./days.ts";
import { type Documents, documentsIn } from "./documents.ts";
import { type Incarnations, incarnationsIn } from "./incarnations.ts";
import { type Kiosks, kiosksIn } from "./kiosks.ts";
import { type Lines, linesIn } from "./lines.ts";
import { type Revoked, revokedIn } from "./revoked.ts";
import { type SealingKeys, sealingKeysIn } from "./sealingKeys.ts";
import { type Seats, seatsIn } from "./seats.ts";
import { type Sessions, sessionsIn } from "./sessions.ts";
import { type Standings, standingsIn } from "./standings.ts";
import { type Tickets, ticketsIn } from "./tickets.ts";
import { type Venues, venuesIn } from "./venues.ts";
import { type Vouchers, vouchersIn } from "./vouchers.ts";

/** Everything the hub remembers. What `transact` is given happens whole or not at all. */
export type Store = {
	readonly venues: Venues;
	readonly days: Days;
	readonly sessions: Sessions;
	readonly vouchers: Vouchers;
	readonly seats: Seats;
	readonly allocations: Allocations;
	readonly tickets: Tickets;
	readonly kiosks: Kiosks;
	readonly incarnations: Incarnations;
	readonly branches: Branches;
	readonly lines: Lines;
	readonly standings: Standings;
	readonly conflicts: Conflicts;
	readonly alarms: Alarms;
	readonly attention: Attention;
	readonly documents: Documents;
	readonly revoked: Revoked;
	readonly daySecrets: DaySecretsStored;
	readonly sealingKeys: SealingKeys;
	readonly transact: <T>(work: () => T) => T;
	readonly close: () => void;
};

/** `path` is a file, or ":memory:". */
export function openStore(path: string): Store {
	const db = openDatabase(path);
	return {
		venues: venuesIn(db),
		days: daysIn(db),
		sessions: sessionsIn(db),
		vouchers: vouchersIn(db),
		seats: seatsIn(db),
		allocations: allocationsIn(db),
		tickets: ticketsIn(db),
		kiosks: kiosksIn(db),
		incarnations: incarnationsIn(db),
		branches: branchesIn(db),
		lines: linesIn(db),
		standings: standingsIn(db),
		conflicts: conflictsIn(db),
		alarms: alarmsIn(db),
		attention: attentionIn(db),
		documents: documentsIn(db),
		revoked: revokedIn(db),
		daySecrets: daySecretsIn(db),
		sealingKeys: sealingKeysIn(db),
		transact: (work) => db.transaction(work).immediate(),
		close: () => void db.close(),
	};
}
