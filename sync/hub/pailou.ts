import { parseArgs } from "node:util";
import { type Command, Failure, type Given, Misuse, parsing } from "./command/command.ts";
import { commands } from "./command/commands.ts";
import { helpAll, helpOne } from "./command/help.ts";
import { Refused } from "./refusal.ts";

/** The officers' command line. */
async function run(words: readonly string[]): Promise<void> {
	const [word, ...rest] = words;
	if (word === undefined) throw new Misuse("Say what to do. pailou --help lists the commands.");
	if (word === "--help" || word === "-h") return print(helpAll(commands));
	if (word === "help") return print(rest[0] === undefined ? helpAll(commands) : helpOne(named(rest[0])));
	const command = named(word);
	const { values, positionals } = parse(command, rest);
	if (values.help === true) return print(helpOne(command));
	if (positionals.length !== command.operands.length) {
		const wanted = command.operands.length === 0 ? "nothing" : command.operands.join(" ");
		throw new Misuse(`pailou ${command.name} takes ${wanted} after it. pailou help ${command.name} shows an example.`);
	}
	const option = (name: string) => {
		const value = values[name];
		return typeof value === "string" ? value : null;
	};
	const given: Given = { operands: positionals, option, isJson: values.json === true };
	const printed = await command.run(given);
	print(given.isJson ? JSON.stringify(printed.json) : printed.text);
}

function named(word: string): Command {
	const command = commands.find(({ name }) => name === word);
	if (command !== undefined) return command;
	throw new Misuse(`pailou knows no “${word}”. pailou --help lists the commands.`);
}

function parse(command: Command, args: string[]): ReturnType<typeof parseArgs> {
	try {
		return parseArgs({ args, options: parsing(command), allowPositionals: true, strict: true });
	} catch (error) {
		const why = error instanceof Error ? error.message.split(". ")[0] : String(error);
		throw new Misuse(`${why}. pailou help ${command.name} lists its options.`);
	}
}

function print(text: string): void {
	process.stdout.write(`${text}\n`);
}

try {
	await run(process.argv.slice(2));
} catch (error) {
	const isExpected = error instanceof Misuse || error instanceof Failure || error instanceof Refused;
	console.error(isExpected ? error.message : `This failed: ${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = error instanceof Misuse ? 2 : 1;
}
