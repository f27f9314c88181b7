import type { Command } from "./command.ts";
import { formatTable } from "./table.ts";

export function formatHelp(commands: readonly Command[]): string {
	const rows = commands.map((command) => [`  ${usage(command)}`, command.summary]);
	return `pailou: the hub of the holiday culture programme, and its administration.

  npm run pailou -- COMMAND [--json]

${formatTable(["  command", "does"], rows, "")}

A first hub, on this machine:
  npm run pailou -- demo                     keys, the demonstration programme, its vouchers and lists
  npm run pailou -- serve                    the hub answers at http://127.0.0.1:8787, its signer beside it
  npm run pailou -- enrol --venue 1 --label '1 号窗口'

pailou help COMMAND describes one. Exit code: 0 all done, 1 refused or failed, 2 invalid command line, 3 done in part.`;
}

export function formatCommandHelp(command: Command): string {
	const json = { name: "json", value: "", says: "print one JSON value instead of text" };
	const rows = [...command.options, json].map(({ name, value, says }) => [`  --${name} ${value}`, says]);
	return `pailou ${usage(command)}: ${command.summary}

${formatTable(["  option", ""], rows, "")}

Example:
  ${command.example}`;
}

function usage({ name, operands }: Command): string {
	return [name, ...operands].join(" ");
}
