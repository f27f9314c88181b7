import type { Day, Digest } from "../../../../core/identity.ts";
import { Envelope } from "../../../../core/trust/envelope.ts";
import type { DatabaseHandle } from "../database.ts";

/** One published version of a venue's day. `digest` is the SHA-256 of the header's payload. */
export type Publication = {
	readonly venue: number;
	readonly day: Day;
	readonly version: number;
	readonly digest: Digest;
	readonly envelope: Envelope;
	readonly rowCount: number;
	readonly rows: Uint8Array;
	/** The index of short numbers; null where the policy switches them off. */
	readonly numbers: Uint8Array | null;
	readonly publishedAt: number;
};

/** What is said of a version without its rows, which can be forty megabytes, nor what lies behind them. */
export type PublicationSummary = Omit<Publication, "rows" | "numbers" | "publishedAt">;

type PublicationSummaryRow = Omit<PublicationSummary, "envelope"> & { envelope: string };
type PublicationRow = Omit<Publication, "envelope" | "rows" | "numbers"> & {
	envelope: string;
	rows: Buffer;
	numbers: Buffer | null;
};

export type Allocations = ReturnType<typeof prepareAllocations>;

export function prepareAllocations(db: DatabaseHandle) {
	const add = db.prepare<PublicationRow>(`
		INSERT INTO allocations (venue, day, version, digest, envelope, rowCount, rows, numbers, publishedAt)
		VALUES (:venue, :day, :version, :digest, :envelope, :rowCount, :rows, :numbers, :publishedAt)
	`);
	const latest = db.prepare<{ venue: number; day: Day }, PublicationSummaryRow>(`
		SELECT venue, day, version, digest, envelope, rowCount FROM allocations
		WHERE venue = :venue AND day = :day ORDER BY version DESC LIMIT 1
	`);
	const has = db.prepare<{ venue: number; day: Day; version: number }, { version: number }>(
		"SELECT version FROM allocations WHERE venue = :venue AND day = :day AND version = :version",
	);
	const version = db.prepare<{ venue: number; day: Day; version: number }, { rows: Buffer }>(
		"SELECT rows FROM allocations WHERE venue = :venue AND day = :day AND version = :version",
	);
	const numbers = db.prepare<{ venue: number; day: Day; version: number }, { numbers: Buffer | null }>(
		"SELECT numbers FROM allocations WHERE venue = :venue AND day = :day AND version = :version",
	);
	const open = db.prepare<{ venue: number; nowMs: number }, { day: Day; version: number }>(`
		SELECT a.day, MAX(a.version) AS version FROM allocations AS a
		JOIN days AS d ON d.venue = a.venue AND d.day = a.day
		WHERE a.venue = :venue AND d.closesAt > :nowMs
		GROUP BY a.day ORDER BY a.day LIMIT 1000
	`);
	return {
		add(publication: Publication): void {
			const envelope = JSON.stringify(publication.envelope);
			const numbers = publication.numbers === null ? null : Buffer.from(publication.numbers);
			add.run({ ...publication, envelope, rows: Buffer.from(publication.rows), numbers });
		},
		latest(venue: number, day: Day): PublicationSummary | null {
			const row = latest.get({ venue, day });
			return row === undefined ? null : { ...row, envelope: Envelope.parse(JSON.parse(row.envelope)) };
		},
		has(venue: number, day: Day, wanted: number): boolean {
			return has.get({ venue, day, version: wanted }) !== undefined;
		},
		rowsOf(venue: number, day: Day, wanted: number): Uint8Array | null {
			return version.get({ venue, day, version: wanted })?.rows ?? null;
		},
		/** Null for a version that is not there, and for one whose policy has no short numbers. */
		numbersOf(venue: number, day: Day, wanted: number): Uint8Array | null {
			return numbers.get({ venue, day, version: wanted })?.numbers ?? null;
		},
		/** The newest versions of the venue's published days that have not closed. */
		stillOpen(venue: number, nowMs: number): readonly { readonly day: Day; readonly version: number }[] {
			return open.all({ venue, nowMs });
		},
	};
}
