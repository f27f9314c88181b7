import { z } from "zod";
import { AllocationsFile, mostUsbFileBytes, usbFileExtension } from "../../../core/protocol/usbFiles.ts";
import { readStickFile, type WriteTrouble, writeTypedPath } from "../../stickFile.ts";
import { type Command, CommandError } from "./command.ts";
import { hubOptions, requestHub } from "./request.ts";

const JournalImport = z.object({ kiosk: z.string(), label: z.string(), lines: z.number(), fresh: z.number() });

export const carryInCommand: Command = {
	name: "carry in",
	operands: ["FILE"],
	summary: "import the journal that a kiosk without a network wrote to a USB stick",
	options: hubOptions,
	example: "pailou carry in /media/stick/1号窗口-journal.pailou",
	async run(given) {
		const path = given.operands[0] ?? "";
		const content = await readStickFile(path, mostUsbFileBytes);
		if (content === null) {
			throw new CommandError(
				`The file ${path} cannot be read: it is missing, a link, no regular file, or larger than ${mostUsbFileBytes} bytes. Name the file on the stick itself.`,
			);
		}
		const body = { type: "application/json", content: new Uint8Array(content) };
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
		const put = await writeTypedPath(file, Buffer.from(JSON.stringify(lists)));
		if (put.kind === "notWritten") {
			throw new CommandError(
				`${file} was not written: ${writeTroubles[put.why](put.neededBytes)} Name another with --out FILE.`,
			);
		}
		const { days } = lists;
		return { json: { file, days }, text: `Written to ${file}: ${days.length === 0 ? "no lists" : days.join(", ")}.` };
	},
};

const writeTroubles: Readonly<Record<WriteTrouble, (neededBytes: number) => string>> = {
	volumeGone: () => "the folder is gone.",
	volumeFull: (bytes) => `there is too little room; it needs ${bytes} bytes.`,
	readOnly: () => "the medium cannot be written; check its switch.",
	failed: () => "it could not be written, or did not read back as it was written.",
};
