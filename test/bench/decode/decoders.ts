import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Decoders } from "../../../renderer/kiosk/scan/worker/schedule.ts";
import { libraryDecoders } from "../../../renderer/kiosk/scan/worker/zxing-library.ts";
import { loadWasmDecoders } from "../../../renderer/kiosk/scan/worker/zxing-wasm.ts";

/** The worker's decoders in Node: the .wasm is read from the disk and not from the page's address. */
export async function loadDecoders(): Promise<Decoders> {
	const path = fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm"));
	const wasmBinary = Uint8Array.from(readFileSync(path)).buffer;
	return { ...libraryDecoders, ...(await loadWasmDecoders({ wasmBinary })) };
}
