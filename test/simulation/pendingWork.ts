import { createHook } from "node:async_hooks";

/** Work that Node has begun and not finished: crypto and files on its thread pool, and callbacks of `setImmediate`. */
export type PendingWork = {
	/** Resolves when there is none and no promise is left to run. */
	readonly settle: () => Promise<void>;
	/** Timers of the system that were set since this was opened, each with the place that set it. */
	readonly systemTimers: readonly string[];
	readonly close: () => void;
};

/** What ends by itself, by the names Node gives it: `setImmediate`, requests to the file system, jobs of crypto. */
const counted = /^(Immediate|FSREQ.*|(?!HTTP).*REQUEST)$/;

/** Watches all asynchronous work of this process. One at a time: it counts everything that is begun. */
export function watchPendingWork(): PendingWork {
	const pending = new Set<number>();
	const systemTimers: string[] = [];
	let isTurning = false;
	const hook = createHook({
		init(id, type) {
			if (type === "Timeout") systemTimers.push(new Error("a timer of the system").stack ?? "");
			else if (!isTurning && counted.test(type)) pending.add(id);
		},
		after: (id) => void pending.delete(id),
		destroy: (id) => void pending.delete(id),
	});
	hook.enable();

	/** One turn of the event loop; its own callback is not counted. */
	function turn(): Promise<void> {
		return new Promise((resolve) => {
			isTurning = true;
			setImmediate(resolve);
			isTurning = false;
		});
	}

	return {
		async settle() {
			await turn();
			while (pending.size > 0) await turn();
		},
		systemTimers,
		close: () => void hook.disable(),
	};
}
