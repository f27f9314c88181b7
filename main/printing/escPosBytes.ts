import ReceiptPrinterEncoder from "@point-of-sale/receipt-printer-encoder";
import type { Bitmap } from "./bitmap.ts";

/** Lines between print head and cutter: the ticket is fed past the cutter before the cut. */
const linesToCutter = 4;
/** GS a (automatic status back): report online state, errors and paper as they change. */
const enableAutomaticStatus = [0x1d, 0x61, 0x0e];
/** GS r 1: answered after all data before it has been processed. */
export const inOrderStatusRequest = Uint8Array.of(0x1d, 0x72, 1);

/** The bitmap is sent in strips, one raster command (GS v 0) each, so a lost connection leaves at most one strip incomplete. */
const stripRows = 64;
const maxRowBytes = 72;
/** Completes a strip that a lost connection left incomplete, with white dots. A printer that waits for a command ignores it. */
export const abortPadding = new Uint8Array(8 + stripRows * maxRowBytes);

/**
 * A ticket in ESC/POS: initialize, raster image, feed, cut. With `wantsStatus` (a printer that answers) it enables automatic
 * status and ends with a completion query.
 */
export function encodeTicket(bitmap: Bitmap, wantsStatus: boolean): Uint8Array {
	const encoder = new ReceiptPrinterEncoder({
		language: "esc-pos",
		columns: bitmap.width > 384 ? 48 : 32,
		newline: "\n",
		feedAfterBlock: false,
		feedBeforeCut: linesToCutter,
	});
	encoder.initialize();
	if (wantsStatus) encoder.raw(enableAutomaticStatus);
	for (const strip of stripsOf(bitmap)) encoder.image(strip, { ...strip, mode: "raster" });
	const ticket = escapeRealTimeCommands(encoder.cut("partial").encode());
	return wantsStatus ? concatBytes(ticket, inOrderStatusRequest) : concatBytes(abortPadding, ticket);
}

type Strip = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray };

/** RGBA, as the encoder takes images. */
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
 * A printer executes real-time commands (DLE EOT, DLE ENQ, DLE DC4) even inside image data; one opens the cash drawer,
 * another clears the buffer. An image that contains such a sequence gets one more black dot.
 */
function escapeRealTimeCommands(bytes: Uint8Array): Uint8Array {
	return bytes.map((byte, i) => (byte === 0x10 && [0x04, 0x05, 0x14].includes(bytes[i + 1] ?? 0) ? 0x18 : byte));
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
	return Uint8Array.from(Buffer.concat(parts));
}
