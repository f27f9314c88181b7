import { useEffect, useState } from "preact/hooks";

/** The main process's time, updated every second. Verdicts go by that clock, so the screen shows that clock. */
export function useNow(aheadMs: number): number {
	const [nowMs, setNowMs] = useState(() => Date.now() + aheadMs);
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout>;
		const tick = () => {
			const now = Date.now() + aheadMs;
			setNowMs(now);
			timer = setTimeout(tick, 1000 - (now % 1000) + 5);
		};
		tick();
		return () => clearTimeout(timer);
	}, [aheadMs]);
	return nowMs;
}
