import { uptime } from "node:os";

/** Grows by as long as the machine slept: uptime counts sleep, and where the monotonic clock does too there is no difference. */
export function systemSleptMs(): number {
	return uptime() * 1000 - performance.now();
}
