import {
	BinaryBitmap,
	DecodeHintType,
	GlobalHistogramBinarizer,
	HybridBinarizer,
	InvertedLuminanceSource,
	type LuminanceSource,
	QRCodeReader,
	RGBLuminanceSource,
} from "@zxing/library";
import type { Decode, GreyImage } from "./grey-image.ts";

const hints = new Map<DecodeHintType, boolean>([[DecodeHintType.TRY_HARDER, true]]);
const reader = new QRCodeReader();

export type LibraryEngine = "hybrid" | "global" | "inverted";

/** @zxing/library's three passes. The QR reader itself: 0.23's `MultiFormatReader` warns on the console at every miss. */
export const libraryDecoders: Readonly<Record<LibraryEngine, Decode>> = {
	hybrid: (picture) => read(luminanceSourceOf(picture), "hybrid"),
	global: (picture) => read(luminanceSourceOf(picture), "global"),
	inverted: (picture) => read(new InvertedLuminanceSource(luminanceSourceOf(picture)), "hybrid"),
};

function luminanceSourceOf({ luminance, width, height }: GreyImage): LuminanceSource {
	return new RGBLuminanceSource(luminance, width, height);
}

function read(source: LuminanceSource, binarizer: "hybrid" | "global"): string | null {
	const made = binarizer === "hybrid" ? new HybridBinarizer(source) : new GlobalHistogramBinarizer(source);
	try {
		return reader.decode(new BinaryBitmap(made), hints).getText() || null;
	} catch {
		// The library says "no code here" by throwing.
		return null;
	}
}
