import { uptime } from "node:os";

/** Grows by the time the machine slept: uptime counts sleep, and where the monotonic clock counts it too the difference is constant. */
export function systemSleptMs(): number {
	return uptime() * 1000 - performance.now();
}
