import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import decodeJpeg, { init } from "@jsquash/jpeg/decode.js";
import { PNG } from "pngjs";
import { ActionableError } from "../../machine/script.ts";
import type { Frame } from "./frames.ts";

/**
 * Every PNG and JPEG below a folder, with the text in the file of the same name beside it; without one, it holds no
 * code.
 */
export async function* readPictures(folder: string): AsyncGenerator<Frame> {
	const names = globSync("**/*", { cwd: folder }).filter((name) => /\.(png|jpe?g)$/i.test(name));
	if (names.length === 0) throw new ActionableError(`There is no PNG or JPEG in ${resolve(folder)}, nor below it.`);
	for (const name of names.sort()) {
		const path = join(folder, name);
		try {
			yield { name, image: await decodePixels(readFileSync(path)), text: readExpectedText(path) };
		} catch (error) {
			process.stderr.write(`${name} is left out, for it is no picture that can be opened: ${error}\n`);
		}
	}
}

/**
 * The format is detected by the file's first bytes, not by its name. EXIF orientation is ignored: a code can be read in
 * any.
 */
async function decodePixels(bytes: Buffer): Promise<ImageData> {
	if (bytes[0] === 0xff) return (await loadJpegDecoder())(bytes);
	const { width, height, data } = PNG.sync.read(bytes);
	return { width, height, data: blendOnWhite(new Uint8ClampedArray(data)), colorSpace: "srgb" };
}

/** Transparent pixels are blended on white. */
function blendOnWhite(data: Uint8ClampedArray<ArrayBuffer>): Uint8ClampedArray<ArrayBuffer> {
	for (let at = 0; at < data.length; at += 4) {
		const opacity = (data[at + 3] ?? 0) / 255;
		if (opacity === 1) continue;
		for (let i = at; i < at + 3; i++) data[i] = (data[i] ?? 0) * opacity + 255 * (1 - opacity);
		data[at + 3] = 255;
	}
	return data;
}

let opened: Promise<void> | null = null;

async function loadJpegDecoder(): Promise<(bytes: Buffer) => Promise<ImageData>> {
	const path = createRequire(import.meta.url).resolve("@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm");
	opened ??= init({ wasmBinary: Uint8Array.from(readFileSync(path)).buffer });
	await opened;
	return (bytes) => decodeJpeg(Uint8Array.from(bytes).buffer);
}

function readExpectedText(path: string): string | null {
	try {
		return readFileSync(path.replace(/\.\w+$/, ".txt"), "utf8");
	} catch {
		return null;
	}
}
