import type { CancelTimer, PageClock } from "./page-clock.ts";

/** A timer may fire a little early, and would then show the second before. */
const marginMs = 5;

/** Reports the time now and at the start of each second, until cancelled; `aheadMs` is added to the page's clock. */
export function watchSeconds(
	aheadMs: number,
	onNow: (nowMs: number) => void,
	clock: Pick<PageClock, "nowMs" | "after">,
): CancelTimer {
	let cancel: CancelTimer = () => {};
	function tick(): void {
		const nowMs = clock.nowMs() + aheadMs;
		onNow(nowMs);
		cancel = clock.after(1000 - (nowMs % 1000) + marginMs, tick);
	}
	tick();
	return () => cancel();
}
