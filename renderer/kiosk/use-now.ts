import { useEffect, useState } from "preact/hooks";
import { pageClock } from "./page-clock.ts";
import { watchSeconds } from "./second-ticks.ts";

/** Main's time, updated every second: verdicts go by main's clock, so the screen shows it. */
export function useNow(aheadMs: number): number {
	const [nowMs, setNowMs] = useState(() => Date.now() + aheadMs);
	useEffect(() => watchSeconds(aheadMs, setNowMs, pageClock), [aheadMs]);
	return nowMs;
}
