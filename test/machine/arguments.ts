import { type ParseArgsConfig, parseArgs } from "node:util";

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
