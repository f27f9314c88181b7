import type { Logger } from "pino";
import { createPinoLogger, type LogLevel, logLevels, openRotatingStream, openStderrStream } from "../../pinoLog.ts";
import { CommandError, type CommandOption, type ParsedArguments, UsageError } from "./command.ts";

export const logLevelOption: CommandOption = {
	name: "log-level",
	value: "LEVEL",
	says: `how much to log: ${logLevels.join(", ")} (default info)`,
};

export const logFileOption: CommandOption = {
	name: "log",
	value: "FILE",
	says: "log to five files of 5 MB (FILE hub.log: hub.1.log, hub.2.log …; a signer started with the hub: hub-signer.1.log …) instead of stderr",
};

export async function openLogger(program: "hub" | "signer", given: ParsedArguments): Promise<Logger> {
	const level = parseLogLevel(given);
	const file = given.option(logFileOption.name);
	if (file === null) return createPinoLogger(program, level, openStderrStream());
	const stream = await openRotatingStream(file).catch((error: unknown) => {
		const why = error instanceof Error ? error.message : String(error);
		throw new CommandError(`The log ${file} cannot be opened: ${why}. Give another file with --log FILE.`);
	});
	return createPinoLogger(program, level, stream);
}

export function parseLogLevel(given: ParsedArguments): LogLevel {
	const text = given.option(logLevelOption.name) ?? "info";
	const level = logLevels.find((one) => one === text);
	if (level === undefined) throw new UsageError(`A log level is ${logLevels.join(", ")}, not “${text}”.`);
	return level;
}
