import type { StoredTrustState } from "../../core/trust/reload.ts";
import type { ReadonlyDatabase, WritableDatabase } from "../../sync/sqlite.ts";
import { assertOneChange } from "./database.ts";

/** What this window believes, as it was signed: the envelopes and the high-water marks. Null before the first pull. */
export function readTrust(database: ReadonlyDatabase): StoredTrustState | null {
	const stored = database.prepare("SELECT stored FROM trust").pluck().get() as string | undefined;
	// Its shape is checked where it is restored, signature by signature.
	return stored === undefined ? null : (JSON.parse(stored) as StoredTrustState);
}

export function writeTrust(database: WritableDatabase, stored: StoredTrustState): void {
	const put = database
		.prepare(
			"INSERT INTO trust (one, stored) VALUES (1, @stored) ON CONFLICT (one) DO UPDATE SET stored = excluded.stored",
		)
		.run({ stored: JSON.stringify(stored) });
	assertOneChange("the trust state", put);
}
