import { defaultPrinterTimeouts } from "../printing/escPos.ts";
import type { PrinterParts } from "../printing/openPrinter.ts";
import type { SerialPortInfo } from "../scanning/serialPorts.ts";
import type { SerialScanner, SerialScannerParts } from "../scanning/serialScanner.ts";
import type { Volume } from "./removableVolumes.ts";

/** What stands around the app on its machine: the screen, and all that is plugged in. */
export type Peripherals = {
	/** Gives the screen back to the operating system. */
	readonly leaveKiosk: () => void;
	/** A code that a scanner of the machine's own read goes to the page, which treats it as any other. */
	readonly sendScan: (text: string) => void;
	readonly openSerial: (parts: SerialScannerParts) => SerialScanner;
	readonly listSerialPorts: () => Promise<readonly SerialPortInfo[]>;
	readonly listVolumes: () => readonly Volume[];
	/** Draws tickets, and reaches the printers that the system knows. */
	readonly printers: PrinterParts;
};

/** A machine with nothing attached. */
export const noPeripherals: Peripherals = {
	leaveKiosk: () => {},
	sendScan: () => {},
	openSerial: () => ({ state: () => ({ kind: "off" }), use: () => {}, stop: async () => {} }),
	listSerialPorts: async () => [],
	listVolumes: () => [],
	printers: {
		draw: async () => null,
		system: { queues: async () => [], print: async () => ({ kind: "notSent" }) },
		timeouts: defaultPrinterTimeouts,
	},
};
