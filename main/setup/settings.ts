import type {
	Devices,
	ExportFileOutcome,
	ImportFileOutcome,
	InputOf,
	RecordOutcome,
	SetupNotOpen,
	TestPrintOutcome,
} from "../../core/contract/contract.ts";
import type { Settings } from "../../core/contract/settings.ts";
import type { Fact } from "../../core/journal/journal.ts";
import type { Database } from "../store/database.ts";
import { readSettings, writeSettings } from "../store/settings.ts";
import type { Peripherals } from "./peripherals.ts";
import type { Service } from "./setupSession.ts";
import type { StickDesk } from "./usbStick.ts";

export type SetUpParts = {
	readonly database: Database;
	readonly service: Service;
	/** Writes a line; false when the disk did not take it. */
	readonly note: (fact: Fact) => boolean;
	readonly changed: () => void;
	readonly peripherals: Peripherals;
	readonly sticks: StickDesk;
	readonly testPrint: () => Promise<TestPrintOutcome>;
	/** Puts the settings in force: at the start, and when they change. */
	readonly apply: (settings: Settings) => void;
};

const noted: RecordOutcome = { kind: "noted" };
const closed: SetupNotOpen = { kind: "serviceClosed" };

/** How this kiosk is set up, and the calls that change it: all of them behind the open service. */
export function openSetUp({ database, service, note, changed, peripherals, sticks, apply, ...parts }: SetUpParts) {
	let settings = readSettings(database);
	apply(settings);

	function changeSettings(next: InputOf<"changeSettings">): RecordOutcome | SetupNotOpen {
		const by = service.use();
		if (by === null) return closed;
		const names = changedNames(settings, next);
		if (names.length === 0) return noted;
		if (!note({ kind: "settingsChanged", by, names })) return { kind: "notNoted", why: "notRecorded" };
		writeSettings(database, next);
		settings = next;
		apply(next);
		changed();
		return noted;
	}

	return {
		settings: () => settings,
		calls: {
			changeSettings,
			closeService(): RecordOutcome {
				service.close();
				changed();
				return noted;
			},
			/** Asked again and again while a section is open, and so no touch. */
			async devices(): Promise<Devices | SetupNotOpen> {
				if (service.shown() === null) return closed;
				const queues = await peripherals.printers.system.queues();
				const printers = queues.map(({ name }) => name);
				const serialPorts = await peripherals.listSerialPorts();
				return { kind: "devices", printers, serialPorts, volumes: peripherals.listVolumes() };
			},
			testPrint: (): Promise<TestPrintOutcome> | SetupNotOpen => (service.use() === null ? closed : parts.testPrint()),
			takeFile: ({ path }: InputOf<"takeFile">): Promise<ImportFileOutcome> | SetupNotOpen =>
				service.use() === null ? closed : sticks.takeFile(path),
			putJournal: ({ volume }: InputOf<"putJournal">): Promise<ExportFileOutcome> | SetupNotOpen =>
				service.use() === null ? closed : sticks.putJournal(volume),
			putDiagnostics: ({ volume }: InputOf<"putDiagnostics">): ExportFileOutcome | SetupNotOpen =>
				service.use() === null ? closed : sticks.putDiagnostics(volume),
			leaveKiosk(): RecordOutcome | SetupNotOpen {
				if (service.use() === null) return closed;
				peripherals.leave();
				return noted;
			},
		},
	};
}

function changedNames(before: Settings, next: Settings): string[] {
	return Object.entries(next)
		.filter(
			([name, value]) =>
				JSON.stringify(value) !== JSON.stringify(Object.entries(before).find(([n]) => n === name)?.[1]),
		)
		.map(([name]) => name);
}
