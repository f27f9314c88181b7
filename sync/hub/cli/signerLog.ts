import { existsSync } from "node:fs";
import { readLog } from "../../signer/auditLogReader.ts";
import { openMemory } from "../../signer/signerDatabase.ts";
import { logFile, memoryFile } from "../../signer/signRequests.ts";
import { type Command, dataOption, Failure, wholeNumber } from "./command.ts";
import { folderOption, signerFolderIn } from "./signer.ts";
import { moment, table } from "./table.ts";

export const signerLog: Command = {
	name: "signer log",
	operands: [],
	summary: "show what the signer signed, and verify the whole of its log",
	options: [dataOption, folderOption, { name: "last", value: "N", says: "so many of the newest lines (default 20)" }],
	example: "pailou signer log --data /srv/pailou --last 100",
	async run(given) {
		const folder = signerFolderIn(given);
		const keep = wholeNumber(given.option("last") ?? "20", "The number of lines");
		if (!existsSync(logFile(folder))) throw new Failure(`The signer of ${folder} has not been started yet.`);
		const memory = openMemory(memoryFile(folder));
		const end = memory.logEnd();
		memory.close();
		const { lines, count, fault } = await readLog(logFile(folder), end, keep);
		const rows = lines.map((line) => [
			String(line.seq),
			moment(line.at),
			line.kind,
			line.subject,
			String(line.version),
			line.digest.slice(0, 16),
		]);
		const shown = table(["line", "when", "what", "of", "version", "digest"], rows, "Nothing has been signed yet.");
		if (fault !== null) {
			throw new Failure(
				`${shown}\nThis log is not whole. ${fault} Keep it as it is, and find out who could write to it.`,
			);
		}
		return { json: { count, lines, isWhole: true }, text: `${shown}\n${count} signatures; the log is whole.` };
	},
};
