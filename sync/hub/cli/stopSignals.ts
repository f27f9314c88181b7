/** Set by the script that starts this process, which may be killed without a chance to pass that on. */
const endsWithParent = process.env.PAILOU_ENDS_WITH_PARENT === "1";
const checkMs = 500;

/** Calls `stop` once, however often it is asked: on SIGTERM, on SIGINT, or when the process that started this one has ended, as `npm run` does. */
export function onStopRequested(stop: () => void): void {
	let isRequested = false;
	const request = () => {
		if (isRequested) return;
		isRequested = true;
		clearInterval(watch);
		stop();
	};
	for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, request);
	const parent = process.ppid;
	const watch = setInterval(() => {
		if (endsWithParent && process.ppid !== parent) request();
	}, checkMs);
	watch.unref();
}
