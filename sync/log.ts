/** What a line of the log may say besides its event: counts, kinds, durations, codes. Never a voucher, card number, PIN, key or name. */
export type LogDetails = Readonly<Record<string, string | number | boolean | null>>;

/**
 * A structured log, one line per event. `event` is a constant in camelCase that one can search for
 * (`uploadFailed`). The kiosk writes it with electron-log, hub and signer with pino.
 */
export type Log = {
	readonly error: (event: string, details?: LogDetails) => void;
	readonly warn: (event: string, details?: LogDetails) => void;
	readonly info: (event: string, details?: LogDetails) => void;
};

/** For tests and short-lived command-line programs. */
export const silentLog: Log = { error: () => {}, warn: () => {}, info: () => {} };

/**
 * An exception as details of a log line: its class, the code of Node or SQLite, and where it was thrown. The message is
 * left out, because messages of zod and SQLite can quote the value that was refused.
 */
export function describeError(error: unknown): LogDetails {
	if (!(error instanceof Error)) return { error: typeof error };
	const code = "code" in error && typeof error.code === "string" ? error.code : null;
	return { error: error.name, code, stack: stackWithoutMessage(error) };
}

/** The frames alone: the first lines of `stack` repeat the message. */
function stackWithoutMessage({ stack }: Error): string {
	const frames = (stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
	return frames.map((line) => line.trim()).join(" | ");
}
