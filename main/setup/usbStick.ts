import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ExportFileOutcome, ImportFileOutcome } from "../../core/contract/contract.ts";
import { AllocationsFile, type JournalFile, usbFileExtension } from "../../core/protocol/usbFiles.ts";
import type { ListsImport } from "../../sync/client/usbFile.ts";
import { isOnVolume, isSystemError, type Volume, writeFileAtomically } from "./removableVolumes.ts";

export type UsbStickParts = {
	readonly venue: number;
	readonly kiosk: string;
	readonly label: string;
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
	readonly putDiagnostics: (volume: string) => ExportFileOutcome;
};

export function createUsbStick(parts: UsbStickParts): UsbStick {
	async function takeFile(path: string): Promise<ImportFileOutcome> {
		if (!isOnVolume(path, parts.volumes())) return { kind: "notTaken", why: "notAFile" };
		const file = AllocationsFile.safeParse(readJson(path)).data;
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

	function put(volume: string, what: string, content: object, lines: number): ExportFileOutcome {
		if (!parts.volumes().some(({ path }) => path === volume)) return { kind: "notPut", why: "volumeGone" };
		const when = new Date(parts.nowMs()).toISOString().slice(0, 16).replaceAll(/[-:]/g, "");
		const name = `${parts.label.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}-${what}-${when}${usbFileExtension}`;
		const why = writeFileAtomically(join(volume, name), JSON.stringify(content));
		return why === null ? { kind: "put", name, lines } : { kind: "notPut", why };
	}

	return {
		takeFile,
		putJournal,
		putDiagnostics: (volume) => put(volume, "diagnostics", parts.diagnostics(), 0),
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

/** Undefined when the file cannot be read or is not JSON. */
function readJson(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch (error) {
		if (!isSystemError(error) && !(error instanceof SyntaxError)) throw error;
		return undefined;
	}
}
