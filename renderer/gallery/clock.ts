/** The gallery's own running time: what would go by itself stands still while it is photographed. */
const run = performance.now.bind(performance);
let aheadMs = 0;
let stoppedMs: number | null = null;

export function replaceClock(): void {
	performance.now = () => stoppedMs ?? run() + aheadMs;
}

export function runClock(): void {
	aheadMs = 0;
	stoppedMs = null;
}

export function passTime(ms: number): void {
	aheadMs += ms;
}

export function stopClock(): void {
	stoppedMs = performance.now();
}
