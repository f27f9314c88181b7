import { z } from "zod";
import { Envelope } from "../../core/trust/envelope.ts";
import { HighWaterMarks } from "../../core/trust/highWaterMarks.ts";
import type { StoredTrustState } from "../../core/trust/reload.ts";
import type { ReadonlyDatabase, WritableDatabase } from "../../sync/sqlite.ts";
import { parseJson, prepareWrite, readRow } from "./rows.ts";

/** What `reload` (core/trust) is given: it reads the envelopes one by one, so that one damaged document is lost alone. */
const ReadTrust = z.looseObject({
	venue: z.int(),
	pin: z.string(),
	roots: z.array(z.unknown()),
	timestamp: z.unknown(),
	roster: z.unknown(),
	revocations: z.unknown(),
	headers: z.array(z.unknown()),
	marks: z.unknown(),
});

const WrittenTrust = ReadTrust.extend({
	roots: z.array(Envelope).min(1),
	timestamp: Envelope.nullable(),
	roster: Envelope.nullable(),
	revocations: Envelope.nullable(),
	headers: z.array(Envelope),
	marks: HighWaterMarks,
});

const StoredText = z.string().transform(parseJson).pipe(ReadTrust);
const TrustRow = z.object({ stored: z.string().transform(parseJson).pipe(WrittenTrust) });

/** The signed envelopes this kiosk trusts, and the high-water marks of their versions. Null before the first pull. */
export function readTrust(database: ReadonlyDatabase): StoredTrustState | null {
	const stored = database.prepare("SELECT stored FROM trust").pluck().get();
	if (stored === undefined) return null;
	return readRow("the documents this kiosk trusts", StoredText, stored);
}

export function writeTrust(database: WritableDatabase, stored: StoredTrustState): void {
	const put = prepareWrite(
		database,
		"the trust state",
		TrustRow,
		"INSERT INTO trust (one, stored) VALUES (1, @stored) ON CONFLICT (one) DO UPDATE SET stored = excluded.stored",
	);
	put({ stored: JSON.stringify(stored) });
}
