import { parseArgs } from "node:util";
import { DamagedFileError } from "../../fileErrors.ts";
import { InsecurePermissionsError } from "../../keys/secretFile.ts";
import { CorruptAuditLogError } from "../../signer/auditLog.ts";
import { ListenError } from "../../signer/socketServer.ts";
import { buildParseOptions, type Command, CommandError, type ParsedArguments, UsageError } from "./command.ts";
import { commands } from "./commands.ts";
import { formatCommandHelp, formatHelp } from "./help.ts";

/** Runs the officers' command line. */
async function run(words: readonly string[]): Promise<void> {
	const [word] = words;
	if (word === undefined) throw new UsageError("Say what to do. pailou --help lists the commands.");
	if (word === "--help" || word === "-h") return print(formatHelp(commands));
	if (word === "help")
		return print(words.length === 1 ? formatHelp(commands) : formatCommandHelp(findCommand(words.slice(1))));
	const command = findCommand(words);
	const { values, positionals } = parseArguments(command, words.slice(command.name.split(" ").length));
	if (values.help === true) return print(formatCommandHelp(command));
	const required = command.operands.filter((operand) => !operand.startsWith("["));
	if (positionals.length < required.length || positionals.length > command.operands.length) {
		const wanted = command.operands.length === 0 ? "nothing" : command.operands.join(" ");
		throw new UsageError(
			`pailou ${command.name} takes ${wanted} after it. pailou help ${command.name} shows an example.`,
		);
	}
	const option = (name: string) => {
		const value = values[name];
		return typeof value === "string" ? value : null;
	};
	const flag = (name: string) => values[name] === true;
	const given: ParsedArguments = { operands: positionals, option, flag, isJson: flag("json") };
	const printed = await command.run(given);
	print(given.isJson ? JSON.stringify(printed.json) : printed.text);
	process.exitCode = printed.exitCode ?? 0;
}

/** The command named by the first two words, or else by the first. */
function findCommand(words: readonly string[]): Command {
	const called = (count: number) => commands.find(({ name }) => name === words.slice(0, count).join(" "));
	const command = called(2) ?? called(1);
	if (command !== undefined) return command;
	const begun = commands.filter(({ name }) => name.startsWith(`${words[0]} `)).map(({ name }) => name);
	if (begun.length > 0) throw new UsageError(`pailou ${words[0]} what? There are: ${begun.join(", ")}.`);
	throw new UsageError(`pailou knows no “${words[0]}”. pailou --help lists the commands.`);
}

function parseArguments(command: Command, args: string[]): ReturnType<typeof parseArgs> {
	try {
		return parseArgs({ args, options: buildParseOptions(command), allowPositionals: true, strict: true });
	} catch (error) {
		const why = error instanceof Error ? error.message.split(". ")[0] : String(error);
		throw new UsageError(`${why}. pailou help ${command.name} lists its options.`);
	}
}

function print(text: string): void {
	process.stdout.write(`${text}\n`);
}

try {
	await run(process.argv.slice(2));
} catch (error) {
	const isExpected = [
		UsageError,
		CommandError,
		DamagedFileError,
		InsecurePermissionsError,
		ListenError,
		CorruptAuditLogError,
	].some((kind) => error instanceof kind);
	const message = error instanceof Error ? error.message : String(error);
	console.error(isExpected ? message : `This failed: ${message}`);
	process.exitCode = error instanceof UsageError ? 2 : 1;
}
