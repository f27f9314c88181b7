import { defaultReaderOptions, prepareZXingModule, type ZXingReaderModule } from "zxing-wasm/reader";
import { isVoucherText } from "../../../../core/voucher/voucher.ts";
import type { Decode } from "./grey-image.ts";

/** As the module itself takes them: enumerations are indices (of binarizer.d.ts, textMode.d.ts) and formats one string. */
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

/** Where the package's .wasm is: a page gives its address, Node its bytes. */
export type WasmSource = { readonly locateFile: () => string } | { readonly wasmBinary: ArrayBuffer };

/**
 * zxing-cpp, given the luminance as it is: the package's own `readBarcodes` wants RGBA and makes grey of it in JavaScript.
 * Its vectors are freed here; the package leaves them to leak.
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

/** Of several codes in view a voucher comes first, and then the largest: what is held to the camera, and not a poster's. */
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
