import type { SyncStatus } from "../core/contract/contract.ts";
import type { Attempt } from "../sync/client/loop.ts";

/** What one direction of the sync last heard from the hub; uploading and downloading fail separately. */
export type Heard = Pick<SyncStatus, "trouble" | "lastHeardAtMs">;

export const nothingHeard: Heard = { trouble: null, lastHeardAtMs: null };

export function heardAfter(before: Heard, attempt: Attempt, nowMs: number): Heard {
	switch (attempt.kind) {
		case "idle":
			return before;
		case "done":
		case "more":
			return { trouble: null, lastHeardAtMs: nowMs };
		case "failed":
			return { ...before, trouble: attempt.trouble };
	}
}
