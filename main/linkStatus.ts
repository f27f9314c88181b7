import type { HubTrouble } from "../core/contract/contract.ts";
import type { AttemptResult } from "../sync/client/loop.ts";
import type { Clock } from "../sync/clock.ts";

/** What the last attempts to reach the hub said. Upload and download fail separately, so each direction is kept. */
export type LinkStatus = {
	readonly record: (direction: Direction, result: AttemptResult) => void;
	/** What asking for a sign of life said between the attempts; null when the hub was reached. */
	readonly recordProbe: (trouble: HubTrouble | null) => void;
	/** `hub` only once a download has succeeded: a clerk who reads "online" may admit the first member. */
	readonly net: () => "hub" | "none";
	readonly trouble: () => HubTrouble | null;
	/** When the hub last answered anything, on the monotonic clock; null for never. */
	readonly lastAnsweredMonoMs: () => number | null;
	/** The last answer in either direction, in Unix ms. */
	readonly lastHeardAtMs: () => number | null;
};

type Direction = "upload" | "download";
type DirectionStatus = { readonly trouble: HubTrouble | null; readonly lastHeardAtMs: number | null };

const notTried: DirectionStatus = { trouble: null, lastHeardAtMs: null };

export function createLinkStatus(clock: Pick<Clock, "nowMs" | "monoMs">): LinkStatus {
	const status: Record<Direction, DirectionStatus> = { upload: notTried, download: notTried };
	let probeTrouble: HubTrouble | null = null;
	let answeredMonoMs: number | null = null;

	function trouble(): HubTrouble | null {
		return status.download.trouble ?? status.upload.trouble ?? probeTrouble;
	}

	function noteAnswer(): void {
		probeTrouble = null;
		answeredMonoMs = clock.monoMs();
	}

	return {
		record(direction, result) {
			status[direction] = statusAfter(status[direction], result, clock.nowMs());
			if (result.kind === "done" || result.kind === "more") noteAnswer();
		},
		recordProbe(next) {
			if (next === null) noteAnswer();
			else probeTrouble = next;
		},
		lastAnsweredMonoMs: () => answeredMonoMs,
		net: () => (trouble() === null && status.download.lastHeardAtMs !== null ? "hub" : "none"),
		trouble,
		lastHeardAtMs() {
			const heard = [status.upload.lastHeardAtMs, status.download.lastHeardAtMs].filter((at) => at !== null);
			return heard.length > 0 ? Math.max(...heard) : null;
		},
	};
}

function statusAfter(before: DirectionStatus, result: AttemptResult, nowMs: number): DirectionStatus {
	switch (result.kind) {
		case "idle":
			// Nothing to send, so nothing fails in this direction any more.
			return { ...before, trouble: null };
		case "done":
		case "more":
			return { trouble: null, lastHeardAtMs: nowMs };
		case "failed":
			return { ...before, trouble: result.trouble };
	}
}
