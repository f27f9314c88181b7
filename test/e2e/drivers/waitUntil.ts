/** Polls until the value satisfies the condition. The time-out allows for a busy machine. */
export async function waitUntil<T>(read: () => Promise<T | null>, isIt: (value: T) => boolean): Promise<T> {
	const untilMs = Date.now() + 60_000;
	for (;;) {
		const value = await read();
		if (value !== null && isIt(value)) return value;
		if (Date.now() > untilMs) throw new Error(`it did not come; last seen: ${JSON.stringify(value)}`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}
