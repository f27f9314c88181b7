import type { SyncStatus } from "../core/contract/contract.ts";
import type { AttemptResult } from "../sync/client/loop.ts";

/** What one direction of the sync last heard from the hub; uploading and downloading fail separately. */
export type LinkStatus = Pick<SyncStatus, "trouble" | "lastHeardAtMs">;

export const initialLinkStatus: LinkStatus = { trouble: null, lastHeardAtMs: null };

export function linkStatusAfter(before: LinkStatus, attempt: AttemptResult, nowMs: number): LinkStatus {
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
