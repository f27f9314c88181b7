import type { Day } from "../../../../core/identity.ts";
import { Envelope } from "../../../../core/trust/envelope.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { Allocations, Publication, PublicationSummary } from "../allocations.ts";
import { toJson } from "../database/json.ts";

type PublicationSummaryRow = Omit<PublicationSummary, "envelope"> & { envelope: string };

type PublicationRow = Omit<Publication, "envelope" | "rows" | "numbers"> & {
	envelope: string;
	rows: Buffer;
	numbers: Buffer | null;
};

export function prepareAllocations(db: WritableDatabase): Allocations {
	const add = db.prepare<PublicationRow>(`
		INSERT INTO allocations (venue, day, version, digest, envelope, rowCount, rows, numbers, publishedAt)
		VALUES (:venue, :day, :version, :digest, :envelope, :rowCount, :rows, :numbers, :publishedAt)
	`);
	const findLatest = db.prepare<{ venue: number; day: Day }, PublicationSummaryRow>(`
		SELECT venue, day, version, digest, envelope, rowCount FROM allocations
		WHERE venue = :venue AND day = :day ORDER BY version DESC LIMIT 1
	`);
	const has = db.prepare<{ venue: number; day: Day; version: number }, { version: number }>(
		"SELECT version FROM allocations WHERE venue = :venue AND day = :day AND version = :version",
	);
	const findRows = db.prepare<{ venue: number; day: Day; version: number }, { rows: Buffer }>(
		"SELECT rows FROM allocations WHERE venue = :venue AND day = :day AND version = :version",
	);
	const findShortNumbers = db.prepare<{ venue: number; day: Day; version: number }, { numbers: Buffer | null }>(
		"SELECT numbers FROM allocations WHERE venue = :venue AND day = :day AND version = :version",
	);
	const listOpen = db.prepare<{ venue: number; nowMs: number }, { day: Day; version: number }>(`
		SELECT a.day, MAX(a.version) AS version FROM allocations AS a
		JOIN days AS d ON d.venue = a.venue AND d.day = a.day
		WHERE a.venue = :venue AND d.closesAt > :nowMs
		GROUP BY a.day ORDER BY a.day LIMIT 1000
	`);
	return {
		add(publication) {
			const { venue, day, version } = publication;
			const envelope = toJson(Envelope, publication.envelope);
			const numbers = publication.numbers === null ? null : Buffer.from(publication.numbers);
			const added = add.run({ ...publication, envelope, rows: Buffer.from(publication.rows), numbers });
			assertOneChange(`version ${version} of venue ${venue} on ${day}`, added);
		},
		findLatest(venue, day) {
			const row = findLatest.get({ venue, day });
			return row === undefined ? null : { ...row, envelope: Envelope.parse(JSON.parse(row.envelope)) };
		},
		has: (venue, day, version) => has.get({ venue, day, version }) !== undefined,
		findRows: (venue, day, version) => findRows.get({ venue, day, version })?.rows ?? null,
		findShortNumbers: (venue, day, version) => findShortNumbers.get({ venue, day, version })?.numbers ?? null,
		listOpen: (venue, nowMs) => listOpen.all({ venue, nowMs }),
	};
}
