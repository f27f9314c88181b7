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
import type { SetupSession } from "./setupSession.ts";
import type { UsbStick } from "./usbStick.ts";

export type SettingsParts = {
	readonly database: Database;
	readonly setupSession: SetupSession;
	/** Writes a line; false when the disk did not take it. */
	readonly note: (fact: Fact) => boolean;
	readonly onChange: () => void;
	readonly peripherals: Peripherals;
	readonly usbStick: UsbStick;
	readonly testPrint: () => Promise<TestPrintOutcome>;
	/** Puts the settings in force: at the start, and when they change. */
	readonly apply: (settings: Settings) => void;
};

const notedOutcome: RecordOutcome = { kind: "noted" };
const sessionClosed: SetupNotOpen = { kind: "setupClosed" };

/** How this kiosk is set up, and the calls that change it: all of them behind the open service. */
export function createSettings({
	database,
	setupSession: service,
	note,
	onChange: changed,
	peripherals,
	usbStick: sticks,
	apply,
	...parts
}: SettingsParts) {
	let settings = readSettings(database);
	apply(settings);

	function changeSettings(next: InputOf<"changeSettings">): RecordOutcome | SetupNotOpen {
		const by = service.touch();
		if (by === null) return sessionClosed;
		const names = changedNamesOf(settings, next);
		if (names.length === 0) return notedOutcome;
		if (!note({ kind: "settingsChanged", by, names })) return { kind: "notNoted", why: "notRecorded" };
		writeSettings(database, next);
		settings = next;
		apply(next);
		changed();
		return notedOutcome;
	}

	return {
		settings: () => settings,
		calls: {
			changeSettings,
			closeSetup(): RecordOutcome {
				service.close();
				changed();
				return notedOutcome;
			},
			/** Asked again and again while a section is open, and so no touch. */
			async devices(): Promise<Devices | SetupNotOpen> {
				if (service.openedBy() === null) return sessionClosed;
				const queues = await peripherals.printers.system.queues();
				const printers = queues.map(({ name }) => name);
				const serialPorts = await peripherals.listSerialPorts();
				return { kind: "devices", printers, serialPorts, volumes: peripherals.listVolumes() };
			},
			testPrint: (): Promise<TestPrintOutcome> | SetupNotOpen =>
				service.touch() === null ? sessionClosed : parts.testPrint(),
			takeFile: ({ path }: InputOf<"takeFile">): Promise<ImportFileOutcome> | SetupNotOpen =>
				service.touch() === null ? sessionClosed : sticks.takeFile(path),
			putJournal: ({ volume }: InputOf<"putJournal">): Promise<ExportFileOutcome> | SetupNotOpen =>
				service.touch() === null ? sessionClosed : sticks.putJournal(volume),
			putDiagnostics: ({ volume }: InputOf<"putDiagnostics">): ExportFileOutcome | SetupNotOpen =>
				service.touch() === null ? sessionClosed : sticks.putDiagnostics(volume),
			leaveKiosk(): RecordOutcome | SetupNotOpen {
				if (service.touch() === null) return sessionClosed;
				peripherals.leaveKiosk();
				return notedOutcome;
			},
		},
	};
}

function changedNamesOf(before: Settings, next: Settings): string[] {
	return Object.entries(next)
		.filter(
			([name, value]) =>
				JSON.stringify(value) !== JSON.stringify(Object.entries(before).find(([n]) => n === name)?.[1]),
		)
		.map(([name]) => name);
}
