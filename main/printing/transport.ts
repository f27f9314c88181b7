import type { PrinterTrouble } from "../../core/contract/printer.ts";
import { createMutex } from "../../sync/mutex.ts";

/** Bytes to a device, and back where it says anything. It breaks once and for all. */
export type Transport = {
	/** Hands bytes on, in the order of the calls. False when the wire broke before all of them were taken. */
	readonly send: (bytes: Uint8Array) => Promise<boolean>;
	/** How many bytes, of all that were sent, may have reached the device. */
	readonly sentBytes: () => number;
	readonly onData: (heard: (bytes: Uint8Array) => void) => void;
	readonly isBroken: () => boolean;
	/** Comes when it breaks. */
	readonly whenBroken: Promise<null>;
	/** Ends it in order, after all that was sent. False when the other side did not take it, as far as it can be told. */
	readonly finish: () => Promise<boolean>;
	/** Lets go of the device, whatever is still on its way. */
	readonly close: () => Promise<void>;
};

export type TransportOpening =
	| { readonly kind: "open"; readonly wire: Transport }
	| { readonly kind: "failed"; readonly why: PrinterTrouble };

export type OpenTransport = () => Promise<TransportOpening>;

/** One after another: what is sent while a picture is on its way must not get in between. */
export function serializeSends(send: Transport["send"]): Transport["send"] {
	const inTurn = createMutex();
	return (bytes) => inTurn(() => send(bytes));
}
