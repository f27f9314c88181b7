import { writeFileSync } from "node:fs";
import { z } from "zod";
import { AllocationsFile, usbFileExtension } from "../../../core/protocol/usbFiles.ts";
import { reasonOf } from "../../fileErrors.ts";
import { type Command, CommandError } from "./command.ts";
import { hubOptions, readInputFile, requestHub } from "./request.ts";

const JournalImport = z.object({ kiosk: z.string(), label: z.string(), lines: z.number(), fresh: z.number() });

export const carryInCommand: Command = {
	name: "carry in",
	operands: ["FILE"],
	summary: "import the journal that a kiosk without a network wrote to a USB stick",
	options: hubOptions,
	example: "pailou carry in /media/stick/1号窗口-journal.pailou",
	async run(given) {
		const body = { type: "application/json", content: readInputFile(given.operands[0] ?? "") };
		const answer = await requestHub(given, JournalImport, "/v1/sticks", body);
		const { label, lines, fresh, kiosk } = answer;
		const next = `Now bring it the lists: pailou carry out ${kiosk}`;
		return { json: answer, text: `${label}: ${lines} lines on the file, ${fresh} of them new.\n${next}` };
	},
};

export const carryOutCommand: Command = {
	name: "carry out",
	operands: ["KIOSK"],
	summary: "write the file for a kiosk without a network: lists, revocations, and how far its journal is received",
	options: [...hubOptions, { name: "out", value: "FILE", says: `the file (default KIOSK-lists${usbFileExtension})` }],
	example: "pailou carry out k0123456789ab --out /media/stick/lists.pailou",
	async run(given) {
		const kiosk = given.operands[0] ?? "";
		const file = given.option("out") ?? `${kiosk}-lists${usbFileExtension}`;
		const lists = await requestHub(given, AllocationsFile, `/v1/sticks/${encodeURIComponent(kiosk)}`);
		try {
			writeFileSync(file, JSON.stringify(lists));
		} catch (error) {
			throw new CommandError(`The file ${file} cannot be written: ${reasonOf(error)}. Name another with --out FILE.`);
		}
		const { days } = lists;
		return { json: { file, days }, text: `Written to ${file}: ${days.length === 0 ? "no lists" : days.join(", ")}.` };
	},
};
