import type { ParseArgsConfig } from "node:util";
import { isRefusal, type Refusal } from "../refusal.ts";

/** The arguments of a command: operands by position, options by name. */
export type ParsedArguments = {
	readonly operands: readonly string[];
	readonly option: (name: string) => string | null;
	/** Whether an option without a value was given. */
	readonly flag: (name: string) => boolean;
	readonly isJson: boolean;
};

/** `value` is the placeholder of its value in the help; empty where it takes none. */
export type CommandOption = { readonly name: string; readonly value: string; readonly says: string };

/** A command of `pailou`, named by one word or two (`keys init`), with its help. `run` returns what is printed: JSON, or text for people. */
export type Command = {
	readonly name: string;
	/** What its operands are called; one in brackets may be left out. */
	readonly operands: readonly string[];
	readonly summary: string;
	readonly options: readonly CommandOption[];
	readonly example: string;
	readonly run: (given: ParsedArguments) => Promise<CommandOutput>;
};

/** `exitCode` is 0 unless told: 1 where nothing was done, 3 where a part was. */
export type CommandOutput = { readonly json: unknown; readonly text: string; readonly exitCode?: 0 | 1 | 3 };

/** The result, or an error that ends the command with the refusal's sentence. */
export function requireResult<T>(result: T | Refusal): T {
	if (isRefusal(result)) throw new CommandError(result.message);
	return result;
}

/** The command line is invalid: the message is printed, exit code 2. */
export class UsageError extends Error {}

/** The command was refused or failed: the message is printed, exit code 1. */
export class CommandError extends Error {}

export const dataOption: CommandOption = {
	name: "data",
	value: "DIR",
	says: "the hub's data folder (default PAILOU_DATA of the environment, or else .machine/hub)",
};

export function dataFolderOf(given: ParsedArguments): string {
	return given.option("data") ?? process.env.PAILOU_DATA ?? ".machine/hub";
}

export function buildParseOptions({ options }: Command): NonNullable<ParseArgsConfig["options"]> {
	const texts = options.map(({ name, value }) => [
		name,
		{ type: value === "" ? ("boolean" as const) : ("string" as const) },
	]);
	return { ...Object.fromEntries(texts), json: { type: "boolean" }, help: { type: "boolean", short: "h" } };
}

/** A whole number from an option or operand. Throws a UsageError that names it. */
export function parseWholeNumber(text: string, what: string): number {
	if (/^\d{1,15}$/.test(text)) return Number(text);
	throw new UsageError(`${what} is a whole number, not “${text}”.`);
}
