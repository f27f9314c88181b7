import ReceiptPrinterEncoder from "@point-of-sale/receipt-printer-encoder";
import type { Bitmap } from "./bitmap.ts";

/** From the print head to the knife, in lines: the last of the ticket must be past it. */
const linesToCutter = 4;
/** GS a: say at once when it goes offline, has an error, or when the paper changes. */
const enableAutomaticStatus = [0x1d, 0x61, 0x0e];
/** GS r 1: answered when all before it has been worked off. */
export const inOrderStatusRequest = Uint8Array.of(0x1d, 0x72, 1);

/** The picture goes in strips, each a raster command (GS v 0) of its own: a lost connection leaves no more than one half-way. */
const stripRows = 64;
const maxRowBytes = 72;
/** Ends a command that was left half-way, in white dots; to a printer that waits for a command it is nothing. */
export const abortPadding = new Uint8Array(8 + stripRows * maxRowBytes);

/** A ticket as ESC/POS: set up, drawn, fed and cut. `listens` to a printer that answers: it tells by itself what happens, and when it is done. */
export function encodeTicket(picture: Bitmap, listens: boolean): Uint8Array {
	const encoder = new ReceiptPrinterEncoder({
		language: "esc-pos",
		columns: picture.width > 384 ? 48 : 32,
		newline: "\n",
		feedAfterBlock: false,
		feedBeforeCut: linesToCutter,
	});
	encoder.initialize();
	if (listens) encoder.raw(enableAutomaticStatus);
	for (const strip of stripsOf(picture)) encoder.image(strip, { ...strip, mode: "raster" });
	const ticket = escapeRealTimeCommands(encoder.cut("partial").encode());
	return listens ? concatBytes(ticket, inOrderStatusRequest) : concatBytes(abortPadding, ticket);
}

type Strip = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray };

/** As the library wants pictures: four bytes a dot. */
function stripsOf({ width, height, dots }: Bitmap): readonly Strip[] {
	return Array.from({ length: Math.ceil(height / stripRows) }, (_, i) => {
		const strip = dots.subarray(i * stripRows * width, (i + 1) * stripRows * width);
		const data = new Uint8ClampedArray(4 * strip.length).fill(255);
		strip.forEach((dot, at) => {
			if (dot === 1) data.fill(0, 4 * at, 4 * at + 3);
		});
		return { width, height: strip.length / width, data };
	});
}

/**
 * A printer obeys real-time commands (DLE EOT, DLE ENQ, DLE DC4) wherever they stand, even if they are dots of a picture;
 * one of them opens the drawer, another clears the buffer. So a picture that spells one gets one dot more.
 */
function escapeRealTimeCommands(bytes: Uint8Array): Uint8Array {
	return bytes.map((byte, i) => (byte === 0x10 && [0x04, 0x05, 0x14].includes(bytes[i + 1] ?? 0) ? 0x18 : byte));
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
	return Uint8Array.from(Buffer.concat(parts));
}
