import { basename } from "node:path";
import { z } from "zod";
import type { ExportFileOutcome, ImportFileOutcome } from "../../core/contract/contract.ts";
import type { Language } from "../../core/contract/settings.ts";
import { AllocationsFile, type JournalFile, mostUsbFileBytes } from "../../core/protocol/usbFiles.ts";
import type { ListsImport } from "../../sync/client/usbFile.ts";
import { readStickFile, writeStickFile } from "../../sync/stickFile.ts";
import { type ExportContent, exportFileNameOf } from "./exportFileName.ts";
import { isOnVolume, type Volume } from "./removableVolumes.ts";

export type UsbStickParts = {
	readonly venue: number;
	readonly kiosk: string;
	readonly label: string;
	/** The language of the screens, and of the files' names. */
	readonly language: () => Language;
	readonly nowMs: () => number;
	readonly volumes: () => readonly Volume[];
	readonly takeLists: (file: AllocationsFile) => Promise<ListsImport>;
	readonly writeJournal: () => Promise<JournalFile>;
	/** What support needs to diagnose a fault; it holds no secret. */
	readonly diagnostics: () => object;
};

/** A USB stick carries the lists and the journal between the hub and a kiosk without a network. */
export type UsbStick = {
	readonly takeFile: (path: string) => Promise<ImportFileOutcome>;
	readonly putJournal: (volume: string) => Promise<ExportFileOutcome>;
	readonly putDiagnostics: (volume: string) => Promise<ExportFileOutcome>;
};

export function createUsbStick(parts: UsbStickParts): UsbStick {
	async function takeFile(path: string): Promise<ImportFileOutcome> {
		if (!isOnVolume(path, parts.volumes())) return { kind: "notTaken", why: "notAFile" };
		const content = parseJson(await readStickFile(path, mostUsbFileBytes));
		if (FromKiosk.safeParse(content).success) return { kind: "notTaken", why: "journal" };
		const file = AllocationsFile.safeParse(content).data;
		if (file === undefined) return { kind: "notTaken", why: "unreadable" };
		if (file.venue !== parts.venue) return { kind: "notTaken", why: "otherVenue" };
		if (file.kiosk !== parts.kiosk) return { kind: "notTaken", why: "otherWindow" };
		const taken = await parts.takeLists(file);
		return taken.kind === "taken" ? taken : { kind: "notTaken", why: rejectionReasonOf(taken) };
	}

	async function putJournal(volume: string): Promise<ExportFileOutcome> {
		const file = await parts.writeJournal();
		const lines = file.journals.reduce((sum, journal) => sum + journal.lines.length, 0);
		return put(volume, "journal", file, lines);
	}

	async function put(volume: string, what: ExportContent, content: object, lines: number): Promise<ExportFileOutcome> {
		if (!parts.volumes().some(({ path }) => path === volume)) return { kind: "notPut", why: "volumeGone" };
		const name = exportFileNameOf(parts.label, what, parts.nowMs(), parts.language());
		// Never over a file that is there: another window of the same name may have put it.
		const done = await writeStickFile(volume, name, Buffer.from(JSON.stringify(content)), true);
		if (done.kind === "written") return { kind: "put", name: basename(done.path), lines };
		const { why, neededBytes } = done;
		return why === "volumeFull" ? { kind: "notPut", why, neededBytes } : { kind: "notPut", why };
	}

	return {
		takeFile,
		putJournal,
		putDiagnostics: (volume) => put(volume, "diagnostics", { pailou: "diagnostics", ...parts.diagnostics() }, 0),
	};
}

function rejectionReasonOf({
	why,
}: Extract<ListsImport, { kind: "notTaken" }>): Extract<ImportFileOutcome, { kind: "notTaken" }>["why"] {
	switch (why.kind) {
		case "notSealed":
		case "keyringShut":
			return why.kind;
		case "incomplete":
		case "unfit":
			return "unreadable";
		case "untrusted":
			if (why.why === "foreign") return "otherVenue";
			return why.why === "rollback" || why.why === "timestampExpired" ? "old" : "untrusted";
	}
}

const FromKiosk = z.object({ pailou: z.enum(["journal", "diagnostics"]) });

/** Undefined when there is nothing, or it is not JSON. */
function parseJson(bytes: Buffer | null): unknown {
	try {
		return bytes === null ? undefined : JSON.parse(bytes.toString("utf8"));
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return undefined;
	}
}
