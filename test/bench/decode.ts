import { purgeZXingModule, readBarcodes } from "zxing-wasm/reader";
import { convertToGrey, type GreyImage } from "../../renderer/kiosk/scan/worker/grey-image.ts";
import { attemptsFor, type Decoders, runAttempt } from "../../renderer/kiosk/scan/worker/schedule.ts";
import { loadDecoders } from "./decode/decoders.ts";
import { isExpected } from "./decode/expectedText.ts";
import { type Frame, generateCodeFrames, generateEmptyFrames } from "./decode/frames.ts";
import { readPictures } from "./decode/pictures.ts";
import { createFigure, type Figure, quantile } from "./figure.ts";

/**
 * The result for one picture: whether the expected text was read, the time taken, and whether another text was read.
 */
type Outcome = { readonly isRead: boolean; readonly ms: number; readonly hasOther: boolean };
type Pair = { readonly kiosk: Outcome; readonly floor: Outcome };

/**
 * Runs the kiosk's decoding pipeline, in Node with the worker's own modules, and zxing-wasm with its defaults, on the
 * same pixels. A picture stands for a code that stays in view: attempts are counted over one period of the schedule,
 * until the text is found. Without a code, the cost of one frame is the mean over one period.
 */
export async function measureDecode(folder: string | undefined): Promise<Figure[]> {
	let decoders = await loadDecoders();
	await warmUp(decoders);
	const codes: Pair[] = [];
	const empty: Pair[] = [];
	for await (const { name, image, text } of folder === undefined ? generateFrames() : readPictures(folder)) {
		try {
			const pair = { kiosk: readAsKiosk(image, text, decoders), floor: await readAsFloor(image, text) };
			(text === null ? empty : codes).push(pair);
		} catch (error) {
			// In the app the worker would be replaced.
			process.stderr.write(`${name} is left out, for it breaks an engine: ${error}\n`);
			purgeZXingModule();
			decoders = await loadDecoders();
		}
	}
	const others = codes.filter(({ kiosk }) => kiosk.hasOther).length;
	if (others > 0) process.stderr.write(`In ${others} pictures the kiosk also read a text that was not expected.\n`);
	return [...figuresOfCodes(codes), ...figuresOfEmpty(empty)];
}

function* generateFrames(): Generator<Frame> {
	yield* generateCodeFrames();
	yield* generateEmptyFrames(8);
}

/** Runs the WebAssembly until it is compiled and optimized, as it is in a kiosk that has run for a while. */
async function warmUp(decoders: Decoders): Promise<void> {
	for (const { image } of generateEmptyFrames(1)) {
		readAsKiosk(image, null, decoders);
		await readAsFloor(image, null);
	}
}

function readAsKiosk(image: ImageData, expected: string | null, decoders: Decoders): Outcome {
	const startedMs = performance.now();
	const picture = pictureOf(image);
	const attempts = attemptsFor(picture.width, picture.height);
	let hasOther = false;
	for (const one of attempts) {
		const texts = runAttempt(picture, one, decoders);
		if (texts.length === 0) continue;
		if (expected !== null && texts.some((text) => isExpected(text, expected))) {
			return { isRead: true, ms: performance.now() - startedMs, hasOther };
		}
		hasOther = true;
	}
	const ms = performance.now() - startedMs;
	return { isRead: false, ms: expected === null ? ms / attempts.length : ms, hasOther };
}

function pictureOf({ data, width, height }: ImageData): GreyImage {
	const luminance = new Uint8ClampedArray(width * height);
	convertToGrey(data, luminance, width * height);
	return { luminance, width, height };
}

async function readAsFloor(image: ImageData, expected: string | null): Promise<Outcome> {
	const startedMs = performance.now();
	const found = await readBarcodes(image);
	const ms = performance.now() - startedMs;
	const isRead = expected !== null && found.some(({ text }) => isExpected(text, expected));
	return { isRead, ms, hasOther: found.length > 0 && !isRead };
}

function figuresOfCodes(pairs: readonly Pair[]): Figure[] {
	if (pairs.length === 0) return [];
	const rate = (of: (pair: Pair) => Outcome) => pairs.filter((pair) => of(pair).isRead).length / pairs.length;
	const read = (of: (pair: Pair) => Outcome) => pairs.map(of).flatMap(({ isRead, ms }) => (isRead ? [ms] : []));
	const kiosk = read((pair) => pair.kiosk);
	const floor = read((pair) => pair.floor);
	return [
		createFigure(
			"decode.rate",
			rate((pair) => pair.kiosk),
			rate((pair) => pair.floor),
			"> floor",
			"share",
		),
		createFigure("decode.p50", quantile(kiosk, 0.5), quantile(floor, 0.5), "≤ 1.2 × floor"),
		createFigure("decode.p95", quantile(kiosk, 0.95), quantile(floor, 0.95), ""),
	];
}

function figuresOfEmpty(pairs: readonly Pair[]): Figure[] {
	if (pairs.length === 0) return [];
	const half = (of: (pair: Pair) => Outcome) =>
		quantile(
			pairs.map((pair) => of(pair).ms),
			0.5,
		);
	return [
		createFigure(
			"decode.empty",
			half((pair) => pair.kiosk),
			half((pair) => pair.floor),
			"cheap",
		),
	];
}
