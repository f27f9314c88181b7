import type { PrinterTrouble } from "../../core/contract/printer.ts";
import { createMutex } from "../../sync/mutex.ts";

/** A byte stream to a device, and back where the device answers. Once broken it stays broken. */
export type Transport = {
	/** Sends in the order of the calls. False when the transport broke before all bytes were accepted. */
	readonly send: (bytes: Uint8Array) => Promise<boolean>;
	/** How many bytes may have reached the device so far. */
	readonly sentBytes: () => number;
	readonly onData: (listener: (bytes: Uint8Array) => void) => void;
	readonly isBroken: () => boolean;
	/** Resolves when it breaks. */
	readonly whenBroken: Promise<null>;
	/** Closes after all sent data. True once the other side has confirmed that it took all of it; may never resolve. */
	readonly finish: () => Promise<boolean>;
	/** Closes at once, whatever is still in transit. */
	readonly close: () => Promise<void>;
};

export type TransportOpening =
	| { readonly kind: "open"; readonly transport: Transport }
	| { readonly kind: "failed"; readonly why: PrinterTrouble };

export type OpenTransport = () => Promise<TransportOpening>;

/** One send at a time: a query must not be written between the bytes of an image. */
export function serializeSends(send: Transport["send"]): Transport["send"] {
	const inTurn = createMutex();
	return (bytes) => inTurn(() => send(bytes));
}
