import { defaultReaderOptions, prepareZXingModule, type ZXingReaderModule } from "zxing-wasm/reader";
import { isCode } from "../../../../core/protocol/scannedText.ts";
import type { Decode } from "./grey-image.ts";

/** In the module's own form: enumerations are indices (binarizer.d.ts, textMode.d.ts), and formats one string. */
const options = {
	...defaultReaderOptions,
	// Not "QRCode", which includes Micro QR and rMQR: the smallest Micro QR only detects errors, so that a shaken voucher
	// is read as a short number.
	formats: "QRCodeModel2",
	maxNumberOfSymbols: 8,
	tryHarder: true,
	tryRotate: true,
	tryInvert: true,
	tryDownscale: true,
	textMode: 0,
	eanAddOnSymbol: 0,
	characterSet: 0,
	tryCode39ExtendedMode: false,
};
const localAverage = 0;
const globalHistogram = 1;

export type WasmEngine = "wasm" | "denoised" | "histogram";

/** The source of the package's .wasm file: its URL in a page, its bytes in Node. */
export type WasmSource = { readonly locateFile: () => string } | { readonly wasmBinary: ArrayBuffer };

/**
 * Decodes luminance with zxing-cpp directly: the package's own `readBarcodes` requires RGBA and converts it to grey in
 * JavaScript. The result vectors are freed here, because the package leaks them.
 */
export async function loadWasmDecoders(source: WasmSource): Promise<Readonly<Record<WasmEngine, Decode>>> {
	const module = await prepareZXingModule({ overrides: source, fireImmediately: true });
	let pointer = 0;
	let room = 0;

	function decodeWith(binarizer: number, tryDenoise: boolean): Decode {
		const chosen = { ...options, binarizer, tryDenoise };
		return ({ luminance, width, height }) => {
			makeRoom(width * height);
			module.HEAPU8.set(luminance, pointer);
			const found = module.readBarcodesFromPixmap(pointer, width, height, chosen);
			const texts = readTexts(found);
			if ("delete" in found && typeof found.delete === "function") found.delete();
			return texts;
		};
	}

	function makeRoom(size: number): void {
		if (size <= room) return;
		if (pointer !== 0) module._free(pointer);
		pointer = module._malloc(size);
		room = pointer === 0 ? 0 : size;
		if (pointer === 0) throw new Error(`no room for ${size} bytes in the decoder`);
	}

	return {
		wasm: decodeWith(localAverage, false),
		denoised: decodeWith(localAverage, true),
		histogram: decodeWith(globalHistogram, false),
	};
}

type ReadResults = ReturnType<ZXingReaderModule["readBarcodesFromPixmap"]>;

/**
 * The texts of all codes in view: vouchers and enrolment codes first, then the largest, because a phone held to the
 * camera is nearer than a poster.
 */
function readTexts(found: ReadResults): readonly string[] {
	const codes: { readonly text: string; readonly isOurs: boolean; readonly across: number }[] = [];
	for (let i = 0; i < found.size(); i++) {
		const one = found.get(i);
		if (!one?.isValid || one.text.length === 0) continue;
		const { topLeft, bottomRight } = one.position;
		const across = Math.hypot(bottomRight.x - topLeft.x, bottomRight.y - topLeft.y);
		codes.push({ text: one.text, isOurs: isCode(one.text), across });
	}
	codes.sort((a, b) => Number(b.isOurs) - Number(a.isOurs) || b.across - a.across);
	return [...new Set(codes.map(({ text }) => text))];
}
