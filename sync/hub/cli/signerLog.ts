import { existsSync } from "node:fs";
import { readAuditLog } from "../../signer/auditLogReader.ts";
import { openSignerDatabase } from "../../signer/signerDatabase.ts";
import { auditLogPath, signerDatabasePath } from "../../signer/signRequests.ts";
import { type Command, CommandError, dataOption, parseWholeNumber } from "./command.ts";
import { requireSignerFolder, signerFolderOption } from "./signer.ts";
import { formatTable, formatTime } from "./table.ts";

export const signerLogCommand: Command = {
	name: "signer log",
	operands: [],
	summary: "show what the signer signed, and verify the whole of its log",
	options: [
		dataOption,
		signerFolderOption,
		{ name: "last", value: "N", says: "so many of the newest lines (default 20)" },
	],
	example: "pailou signer log --data /srv/pailou --last 100",
	async run(given) {
		const folder = requireSignerFolder(given);
		const keep = parseWholeNumber(given.option("last") ?? "20", "The number of lines");
		if (!existsSync(auditLogPath(folder))) throw new CommandError(`The signer of ${folder} has not been started yet.`);
		const memory = openSignerDatabase(signerDatabasePath(folder));
		const end = memory.logEnd();
		memory.close();
		const { lines, count, fault } = await readAuditLog(auditLogPath(folder), end, keep);
		const rows = lines.map((line) => [
			String(line.seq),
			formatTime(line.at),
			line.kind,
			line.subject,
			String(line.version),
			line.digest.slice(0, 16),
		]);
		const shown = formatTable(
			["line", "when", "what", "of", "version", "digest"],
			rows,
			"Nothing has been signed yet.",
		);
		if (fault !== null) {
			throw new CommandError(
				`${shown}\nThis log is not whole. ${fault} Keep it as it is, and find out who could write to it.`,
			);
		}
		return { json: { count, lines, isWhole: true }, text: `${shown}\n${count} signatures; the log is whole.` };
	},
};
