import { patience } from "../printing/escPos.ts";
import type { PrinterParts } from "../printing/printer.ts";
import type { SerialPortFound } from "../scanning/serialPorts.ts";
import type { SerialParts, SerialScanner } from "../scanning/serialScanner.ts";
import type { Volume } from "./removableVolumes.ts";

/** What stands around the app on its machine: the screen, and all that is plugged in. */
export type Peripherals = {
	/** Gives the screen back to the operating system. */
	readonly leave: () => void;
	/** A code that a scanner of the machine's own read goes to the page, which treats it as any other. */
	readonly scanned: (text: string) => void;
	readonly openSerial: (parts: SerialParts) => SerialScanner;
	readonly listSerialPorts: () => Promise<readonly SerialPortFound[]>;
	readonly listVolumes: () => readonly Volume[];
	/** Draws tickets, and reaches the printers that the system knows. */
	readonly printers: PrinterParts;
};

/** A machine with nothing attached. */
export const noPeripherals: Peripherals = {
	leave: () => {},
	scanned: () => {},
	openSerial: () => ({ state: () => ({ kind: "off" }), use: () => {}, stop: async () => {} }),
	listSerialPorts: async () => [],
	listVolumes: () => [],
	printers: {
		draw: async () => null,
		system: { queues: async () => [], print: async () => ({ kind: "notSent" }) },
		patience,
	},
};
