import ReceiptPrinterEncoder from "@point-of-sale/receipt-printer-encoder";
import type { Picture } from "./bitmap.ts";

/** From the print head to the knife, in lines: the last of the ticket must be past it. */
const linesToKnife = 4;
/** GS a: say at once when it goes offline, has an error, or when the paper changes. */
const sayByItself = [0x1d, 0x61, 0x0e];
/** GS r 1: answered when all before it has been worked off. */
export const askInOrder = Uint8Array.of(0x1d, 0x72, 1);

/** The picture goes in strips, each a raster command (GS v 0) of its own: a lost connection leaves no more than one half-way. */
const stripRows = 64;
const widestBytes = 72;
/** Ends a command that was left half-way, in white dots; to a printer that waits for a command it is nothing. */
export const endOfBefore = new Uint8Array(8 + stripRows * widestBytes);

/** A ticket as ESC/POS: set up, drawn, fed and cut. `listens` to a printer that answers: it tells by itself what happens, and when it is done. */
export function ticketBytes(picture: Picture, listens: boolean): Uint8Array {
	const encoder = new ReceiptPrinterEncoder({
		language: "esc-pos",
		columns: picture.width > 384 ? 48 : 32,
		newline: "\n",
		feedAfterBlock: false,
		feedBeforeCut: linesToKnife,
	});
	encoder.initialize();
	if (listens) encoder.raw(sayByItself);
	for (const strip of stripsOf(picture)) encoder.image(strip, { ...strip, mode: "raster" });
	const ticket = withoutCommands(encoder.cut("partial").encode());
	return listens ? joined(ticket, askInOrder) : joined(endOfBefore, ticket);
}

type Strip = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray };

/** As the library wants pictures: four bytes a dot. */
function stripsOf({ width, height, dots }: Picture): readonly Strip[] {
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
function withoutCommands(bytes: Uint8Array): Uint8Array {
	return bytes.map((byte, i) => (byte === 0x10 && [0x04, 0x05, 0x14].includes(bytes[i + 1] ?? 0) ? 0x18 : byte));
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
	return Uint8Array.from(Buffer.concat(parts));
}
