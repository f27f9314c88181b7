// What every script of the project shares: its arguments, and how it reports an error.

import { type ParseArgsConfig, parseArgs } from "node:util";

/** An error whose message tells the person what to do; only its message is shown. */
export class ActionableError extends Error {}

/**
 * Runs a script: an ActionableError prints its message and exits with 1; any other error is a defect and keeps its
 * stack.
 */
export async function runScript(script: () => Promise<void>): Promise<void> {
	try {
		await script();
	} catch (error) {
		if (!(error instanceof ActionableError)) throw error;
		console.error(error.message);
		process.exitCode = 1;
	}
}

/** Parses the arguments after `--`. An unknown argument prints a sentence that names it, and exits with 2. */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
	try {
		return parseArgs(config);
	} catch (error) {
		const known = Object.keys(config.options ?? {}).map((name) => `--${name}`);
		process.stderr.write(
			`${error instanceof Error ? error.message.split(". ")[0] : error}. There are: ${known.join(", ")}.\n`,
		);
		process.exit(2);
	}
}
