import { uptime } from "node:os";

/** Milliseconds that the machine has slept, up to a constant: uptime counts sleep. Constant where the monotonic clock counts sleep too. */
export function systemSleptMs(): number {
	return uptime() * 1000 - performance.now();
}
