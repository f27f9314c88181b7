import { defaultReaderOptions, prepareZXingModule, type ZXingReaderModule } from "zxing-wasm/reader";
import { isVoucherText } from "../../../../core/voucher/voucher.ts";
import type { Decode } from "./grey-image.ts";

/** In the module's own form: enumerations are indices (binarizer.d.ts, textMode.d.ts), and formats one string. */
const options = {
	...defaultReaderOptions,
	formats: "QRCode",
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
			const text = selectBestText(found);
			if ("delete" in found && typeof found.delete === "function") found.delete();
			return text;
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
 * Among several codes in view, vouchers come first, then the largest: a phone held to the camera rather than a poster.
 */
function selectBestText(found: ReadResults): string | null {
	let foremost: { readonly text: string; readonly isVoucher: boolean; readonly across: number } | null = null;
	for (let i = 0; i < found.size(); i++) {
		const one = found.get(i);
		if (!one?.isValid || one.text.length === 0) continue;
		const { topLeft, bottomRight } = one.position;
		const across = Math.hypot(bottomRight.x - topLeft.x, bottomRight.y - topLeft.y);
		const isVoucher = isVoucherText(one.text);
		const isBehind = foremost !== null && (foremost.isVoucher === isVoucher ? across <= foremost.across : !isVoucher);
		if (!isBehind) foremost = { text: one.text, isVoucher, across };
	}
	return foremost?.text ?? null;
}
