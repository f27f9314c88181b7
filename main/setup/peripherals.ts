import { defaultPrinterTimeouts } from "../printing/escPos.ts";
import type { PrinterParts } from "../printing/openPrinter.ts";
import type { SerialPortInfo } from "../scanning/serialPorts.ts";
import type { SerialScanner, SerialScannerParts } from "../scanning/serialScanner.ts";
import type { Volume } from "./removableVolumes.ts";

/** The devices of the machine that the app runs on: its screen, scanners, printers and removable disks. */
export type Peripherals = {
	/** Gives the screen back to the operating system. */
	readonly leaveKiosk: () => void;
	/** Another window has the screen's focus, so keys and scanners that act as keyboards go elsewhere. */
	readonly isFocusLost: () => boolean;
	/** Sends a code from the serial scanner to the page, which handles it as it does any other code. */
	readonly sendScan: (text: string) => void;
	readonly openSerial: (parts: SerialScannerParts) => SerialScanner;
	readonly listSerialPorts: () => Promise<readonly SerialPortInfo[]>;
	readonly listVolumes: () => readonly Volume[];
	/** Renders tickets, and prints on the printers that the operating system knows. */
	readonly printers: PrinterParts;
};

/** A machine with nothing attached. */
export const noPeripherals: Peripherals = {
	leaveKiosk: () => {},
	isFocusLost: () => false,
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
