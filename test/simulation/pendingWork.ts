import { createHook } from "node:async_hooks";
import { watchWebCryptoCalls } from "./webCryptoCalls.ts";

/** Work that Node has begun and not finished: crypto and files on its thread pool, and callbacks of `setImmediate`. */
export type PendingWork = {
	/** Resolves when there is none and no promise is left to run. */
	readonly settle: () => Promise<void>;
	/** Where this project's code set a timer of the system since this was opened. Node sets some for itself, for `Date` headers. */
	readonly systemTimers: readonly string[];
	readonly close: () => void;
};

/** Work that ends by itself, by the names Node gives it: `setImmediate`, requests to the file system, jobs of crypto. */
const counted = /^(Immediate|FSREQ.*|(?!HTTP).*REQUEST)$/;

/** Watches all asynchronous work of this process. One at a time: it counts everything that is begun. */
export function watchPendingWork(): PendingWork {
	const pending = new Map<number, object>();
	const systemTimers: string[] = [];
	const webCryptoCalls = watchWebCryptoCalls();
	let isTurning = false;
	const hook = createHook({
		init(id, type, _trigger, resource) {
			const setter = type === "Timeout" ? findTimerSetter() : null;
			if (setter !== null) systemTimers.push(setter);
			else if (!isTurning && counted.test(type)) pending.set(id, resource);
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
			do {
				await turn();
				for (const [id, resource] of pending) if (isSynchronous(resource)) pending.delete(id);
			} while (pending.size > 0 || webCryptoCalls.count() > 0);
		},
		systemTimers,
		close() {
			hook.disable();
			webCryptoCalls.close();
		},
	};
}

/**
 * A job of crypto without a callback, as `randomBytes` begins one: it has already run. One of WebCrypto has none either
 * and is counted by its promise.
 */
function isSynchronous(resource: object): boolean {
	return resource.constructor.name.endsWith("Job") && Reflect.get(resource, "ondone") === undefined;
}

/** The frame that called `setTimeout` or `setInterval`, when it is of this project. */
function findTimerSetter(): string | null {
	const frames = (new Error().stack ?? "").split("\n").slice(1);
	const own = frames.filter((frame) => !/pendingWork|node:internal\/(async_hooks|timers)|node:timers/.test(frame));
	const [setter = ""] = own;
	return setter.includes("file://") && !setter.includes("node_modules") ? setter.trim() : null;
}
