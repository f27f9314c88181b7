import { once } from "node:events";
import { accessSync, constants, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { type DestinationStream, destination, type Logger, pino, transport } from "pino";
import { describeError, type Log, type LogDetails } from "./log.ts";

export const logLevels = ["error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * A pino logger that writes one JSON object per line. `program` is in every line. The serializers replace those of pino
 * and Fastify, which write URLs, headers and messages of exceptions: these can contain voucher codes, cards and tokens.
 */
export function createPinoLogger(program: "hub" | "signer", level: LogLevel, stream: DestinationStream): Logger {
	const options = {
		base: { program },
		level,
		timestamp: pino.stdTimeFunctions.isoTime,
		formatters: { level: (label: string) => ({ level: label }) },
		serializers: { err: describeError, req: () => undefined, res: () => undefined },
	};
	return pino(options, stream);
}

/** For tests and short-lived command-line programs. */
export function createSilentLogger(): Logger {
	return pino({ enabled: false });
}

export function createPinoLog(logger: Logger): Log {
	const write = (level: keyof Log) => (event: string, details?: LogDetails) => logger[level]({ event, ...details });
	return { error: write("error"), warn: write("warn"), info: write("info") };
}

/** Synchronous, so that the last lines before a crash are written. */
export function openStderrStream(): DestinationStream {
	return destination({ dest: 2, sync: true });
}

/** Five files of 5 MB at most: `hub.log` becomes `hub.1.log`, `hub.2.log` and so on. Rejects when its folder cannot be written. */
export async function openRotatingStream(file: string): Promise<DestinationStream> {
	// pino-roll writes in a worker thread, which never reports a folder that it cannot make.
	const folder = dirname(file);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	accessSync(folder, constants.W_OK);
	const stream = transport({
		target: "pino-roll",
		// `count` does not include the current file. Files of earlier runs are deleted too.
		options: { file, mode: 0o600, size: "5m", limit: { count: 4, removeOtherLogFiles: true } },
	});
	await once(stream, "ready");
	// A full disk must not stop the hub.
	stream.on("error", (error: Error) => process.stderr.write(`The log ${file} cannot be written: ${error.message}\n`));
	return stream;
}
