import { defaultReaderOptions, prepareZXingModule } from "zxing-wasm/reader";
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import type { Decode } from "./picture.ts";

/** As the module itself takes them: enumerations are indices (of binarizer.d.ts, textMode.d.ts) and formats one string. */
const options = {
	...defaultReaderOptions,
	formats: "QRCode",
	maxNumberOfSymbols: 1,
	tryHarder: false,
	tryRotate: false,
	tryInvert: true,
	tryDownscale: true,
	binarizer: 0,
	textMode: 0,
	eanAddOnSymbol: 0,
	characterSet: 0,
	tryCode39ExtendedMode: false,
};

/**
 * zxing-cpp, given the luminance as it is: the package's own `readBarcodes` wants RGBA and makes grey of it in JavaScript.
 * Its vectors are freed here; the package leaves them to leak.
 */
export async function loadWasmDecoder(): Promise<Decode> {
	const module = await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
	let pointer = 0;
	let room = 0;
	return ({ luminance, width, height }) => {
		const size = width * height;
		if (size > room) {
			if (pointer !== 0) module._free(pointer);
			pointer = module._malloc(size);
			room = pointer === 0 ? 0 : size;
			if (pointer === 0) throw new Error(`no room for ${size} bytes in the decoder`);
		}
		module.HEAPU8.set(luminance, pointer);
		const found = module.readBarcodesFromPixmap(pointer, width, height, options);
		const first = found.size() > 0 ? found.get(0) : undefined;
		if ("delete" in found && typeof found.delete === "function") found.delete();
		return first?.isValid && first.text.length > 0 ? first.text : null;
	};
}
