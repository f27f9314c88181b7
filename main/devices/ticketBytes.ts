import ReceiptPrinterEncoder from "@point-of-sale/receipt-printer-encoder";
import { askInOrder } from "./conversation.ts";
import type { Picture } from "./picture.ts";

/** From the print head to the knife, in lines: the last of the ticket must be past it. */
const linesToKnife = 4;
/** GS a: say at once when it goes offline, has an error, or when the paper changes. */
const sayByItself = [0x1d, 0x61, 0x0e];
/** A raster command holds at most 255 rows of 72 bytes. */
const longestCommand = 8 + 255 * 72;

/**
 * A ticket as ESC/POS: ended what a former sending may have left half-way, set up, the picture in raster (GS v 0), fed and
 * cut. `listens` to a printer that answers: it tells by itself what happens, and answers when it has come to the end.
 */
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
	encoder.image(pixelsOf(picture), { width: picture.width, height: picture.height, mode: "raster" }).cut("partial");
	return joined([new Uint8Array(longestCommand), withoutCommands(encoder.encode()), ...(listens ? [askInOrder] : [])]);
}

function pixelsOf({ width, height, dots }: Picture) {
	const data = new Uint8ClampedArray(4 * dots.length).fill(255);
	dots.forEach((dot, i) => {
		if (dot === 1) data.fill(0, 4 * i, 4 * i + 3);
	});
	return { width, height, data };
}

/**
 * A printer obeys real-time commands (DLE EOT, DLE ENQ, DLE DC4) wherever they stand, even if they are dots of a picture;
 * one of them opens the drawer, another clears the buffer. So a picture that spells one gets one dot more.
 */
function withoutCommands(bytes: Uint8Array): Uint8Array {
	return bytes.map((byte, i) => (byte === 0x10 && [0x04, 0x05, 0x14].includes(bytes[i + 1] ?? 0) ? 0x18 : byte));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	return Uint8Array.from(Buffer.concat(parts));
}
