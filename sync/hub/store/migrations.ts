import { initialMigration } from "./migrations/0001-initial.ts";
import { documentsMigration } from "./migrations/0002-documents.ts";
import { incarnationsMigration } from "./migrations/0003-incarnations.ts";
import { shortNumbersMigration } from "./migrations/0004-shortNumbers.ts";
import { sealingMigration } from "./migrations/0005-sealing.ts";
import { seatsMigration } from "./migrations/0006-seats.ts";
import { staffCallsMigration } from "./migrations/0007-staffCalls.ts";

/** In order; a database's `user_version` is how many of them it has run. One is added, none is ever changed. */
export const migrations: readonly string[] = [
	initialMigration,
	documentsMigration,
	incarnationsMigration,
	shortNumbersMigration,
	sealingMigration,
	seatsMigration,
	staffCallsMigration,
];
