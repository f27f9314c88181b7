/**
 * The gallery's `performance.now`: fixtures advance and stop it, so that countdowns and time-outs hold still for a
 * screenshot.
 */
const realNow = performance.now.bind(performance);
let aheadMs = 0;
let stoppedMs: number | null = null;

export function installFakeClock(): void {
	performance.now = () => stoppedMs ?? realNow() + aheadMs;
}

export function resetClock(): void {
	aheadMs = 0;
	stoppedMs = null;
}

export function advanceClock(ms: number): void {
	aheadMs += ms;
}

export function stopClock(): void {
	stoppedMs = performance.now();
}
