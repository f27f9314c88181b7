import { z } from "zod";
import type { StoredTrustState } from "../../core/trust/reload.ts";
import { assertOneChange, type ReadonlyDatabase, type WritableDatabase } from "../../sync/sqlite.ts";

/** The signed envelopes this kiosk trusts, and the high-water marks of their versions. Null before the first pull. */
export function readTrust(database: ReadonlyDatabase): StoredTrustState | null {
	const stored = z.string().optional().parse(database.prepare("SELECT stored FROM trust").pluck().get());
	// `reload` (core/trust) checks its shape and verifies every signature.
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
