// The calls of the contract's set-up group. All but opening and closing it are refused while it is not open.

import type { HandlersOf, InputOf, RecordOutcome, SetupNotOpen, setupCalls } from "../../core/contract/contract.ts";
import type { Settings } from "../../core/contract/settings.ts";
import type { StaffId } from "../../core/identity.ts";
import type { SupervisorAct } from "../../core/journal/values.ts";
import type { HubAddress } from "../hubAddress.ts";
import type { Journal } from "../journal/journal.ts";
import type { TicketPrinting } from "../printing/tickets.ts";
import type { Pins } from "../staff/pins.ts";
import type { SupervisorActs } from "../staff/supervisorActs.ts";
import type { Peripherals } from "./peripherals.ts";
import type { KioskSettings } from "./settings.ts";
import type { SetupSession } from "./setupSession.ts";
import type { UsbStick } from "./usbStick.ts";

export type SetupParts = {
	readonly pins: Pins;
	readonly supervisorActs: SupervisorActs;
	readonly setupSession: SetupSession;
	readonly settings: KioskSettings;
	readonly journal: Pick<Journal, "write">;
	readonly peripherals: Peripherals;
	readonly usbStick: UsbStick;
	readonly hubAddress: Pick<HubAddress, "change">;
	readonly tickets: Pick<TicketPrinting, "printTest" | "printRuler" | "dropWaiting">;
};

const done: RecordOutcome = { kind: "noted" };
const setupClosed: SetupNotOpen = { kind: "setupClosed" };

export function createSetupCalls(parts: SetupParts): HandlersOf<typeof setupCalls> {
	const { pins, supervisorActs, setupSession, settings, journal, peripherals, usbStick, tickets, hubAddress } = parts;

	/**
	 * Journals the act and runs `work` for the supervisor who has set-up open; using it keeps it open. `act` is null where
	 * `work` journals a line of its own.
	 */
	function whileOpen<T>(act: SupervisorAct | null, work: (by: StaffId) => T): T | SetupNotOpen {
		const by = setupSession.touch();
		if (by === null) return setupClosed;
		if (act !== null) supervisorActs.note(by, act);
		return work(by);
	}

	function changeSettings(next: Settings, by: StaffId): RecordOutcome {
		const names = changedNamesOf(settings.current(), next);
		if (names.length === 0) return done;
		const written = journal.write((append) => {
			append({ kind: "settingsChanged", by, names });
			settings.write(next);
		});
		if (written.kind === "notWritten") return { kind: "notNoted", why: "notRecorded" };
		settings.apply(next);
		return done;
	}

	async function listDevices() {
		const queues = await peripherals.printers.system.queues();
		const serialPorts = await peripherals.listSerialPorts();
		const printers = queues.map(({ name }) => name);
		return { kind: "devices", printers, serialPorts, volumes: peripherals.listVolumes() } as const;
	}

	return {
		async openSetup({ by }: InputOf<"openSetup">) {
			const refusal = await pins.check(by, "setup");
			if (refusal !== null) return refusal;
			setupSession.open(by.staff);
			supervisorActs.note(by.staff, "openSetup");
			return { kind: "opened" };
		},
		closeSetup() {
			const by = setupSession.openedBy();
			setupSession.close();
			if (by !== null) supervisorActs.note(by, "closeSetup");
			return done;
		},
		changeSettings: (next) => whileOpen(null, (by) => changeSettings(next, by)),
		/** Polled while a section is open, so it does not count as use. */
		devices: () => (setupSession.openedBy() === null ? setupClosed : listDevices()),
		testPrint: () => whileOpen("testPrint", tickets.printTest),
		printRuler: () => whileOpen("printRuler", tickets.printRuler),
		dropTickets: () => whileOpen("dropTickets", () => ({ kind: "dropped", tickets: tickets.dropWaiting() })),
		takeFile: ({ path }) => whileOpen("takeFile", () => usbStick.takeFile(path)),
		putJournal: ({ volume }) => whileOpen("putJournal", () => usbStick.putJournal(volume)),
		putDiagnostics: ({ volume }) => whileOpen("putDiagnostics", () => usbStick.putDiagnostics(volume)),
		changeHub: ({ address }) => whileOpen(null, (by) => hubAddress.change(address, by)),
		leaveKiosk: () =>
			whileOpen("leaveKiosk", () => {
				peripherals.leaveKiosk();
				return done;
			}),
	};
}

function changedNamesOf(before: Settings, next: Settings): string[] {
	const textsBefore = new Map(Object.entries(before).map(([name, value]) => [name, JSON.stringify(value)]));
	return Object.entries(next)
		.filter(([name, value]) => JSON.stringify(value) !== textsBefore.get(name))
		.map(([name]) => name);
}
