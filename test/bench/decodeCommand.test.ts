// `npm run bench -- decode --images DIR` on a folder of pictures.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import encodeJpeg, { init } from "@jsquash/jpeg/encode.js";
import { PNG } from "pngjs";
import { withTempFolder } from "../main/offlineKiosk.ts";
import { type Frame, generateCodeFrames, generateEmptyFrames } from "./decode/frames.ts";
import { measureDecode } from "./decode.ts";

const [first, second] = generateCodeFrames();
const [nothing] = generateEmptyFrames(1);
if (first === undefined || second === undefined || nothing === undefined) throw new Error("there are no frames");

function putPng(path: string, { image, text }: Frame): void {
	const png = new PNG({ width: image.width, height: image.height });
	png.data.set(image.data);
	writeFileSync(`${path}.png`, PNG.sync.write(png));
	if (text !== null) writeFileSync(`${path}.txt`, `${text}\r\n`);
}

async function putJpeg(path: string, { image, text }: Frame): Promise<void> {
	const wasm = createRequire(import.meta.url).resolve("@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm");
	await init({ wasmBinary: Uint8Array.from(readFileSync(wasm)).buffer });
	writeFileSync(`${path}.JPG`, new Uint8Array(await encodeJpeg(image)));
	writeFileSync(`${path}.txt`, text ?? "");
}

test("PNGs and JPEGs of a folder and its subfolders are read and compared with zxing-wasm alone", () =>
	withTempFolder(async (folder) => {
		mkdirSync(join(folder, "within"));
		putPng(join(folder, "one"), first);
		await putJpeg(join(folder, "within", "two"), second);
		putPng(join(folder, "nothing"), nothing);
		writeFileSync(join(folder, "broken.png"), "no picture");
		const figures = await measureDecode(folder);
		assert.deepEqual(
			figures.map(({ figure }) => figure),
			["decode.rate", "decode.p50", "decode.p95", "decode.empty"],
		);
		const [rate] = figures;
		assert.deepEqual([rate?.value, rate?.floor], [1, 1]);
	}));

test("a folder without a picture is reported by name, and measures nothing", () =>
	withTempFolder(async (folder) => {
		await assert.rejects(measureDecode(folder), /There is no PNG or JPEG in .*pailou-/);
	}));
