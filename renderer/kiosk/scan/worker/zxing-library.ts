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

/**
 * Three passes of @zxing/library. Uses `QRCodeReader` directly: 0.23's `MultiFormatReader` logs a warning at every
 * miss.
 */
export const libraryDecoders: Readonly<Record<LibraryEngine, Decode>> = {
	hybrid: (picture) => read(luminanceSourceOf(picture), "hybrid"),
	global: (picture) => read(luminanceSourceOf(picture), "global"),
	inverted: (picture) => read(new InvertedLuminanceSource(luminanceSourceOf(picture)), "hybrid"),
};

function luminanceSourceOf({ luminance, width, height }: GreyImage): LuminanceSource {
	return new RGBLuminanceSource(luminance, width, height);
}

function read(source: LuminanceSource, binarizer: "hybrid" | "global"): readonly string[] {
	const made = binarizer === "hybrid" ? new HybridBinarizer(source) : new GlobalHistogramBinarizer(source);
	try {
		const text = reader.decode(new BinaryBitmap(made), hints).getText();
		return text === "" ? [] : [text];
	} catch {
		// The library throws when there is no code.
		return [];
	}
}
