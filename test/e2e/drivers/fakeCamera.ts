import { closeSync, openSync, writeSync } from "node:fs";
import { PNG } from "pngjs";

export const frameSize = { width: 1280, height: 720 } as const;
const { width, height } = frameSize;
const start = `YUV4MPEG2 W${width} H${height} F30:1 Ip A1:1 C420\n`;
const header = Buffer.from(`${start}FRAME\n`);
const emptyWall = 110;

/** The picture's longer side as a share of the frame's height. */
export type Placement = { readonly share?: number };

/**
 * Chromium's fake camera that plays a file: one frame, read again each time, so that overwriting the file changes the
 * picture. The picture is a screenshot of a member's real pass page.
 */
export class FakeCamera {
	readonly path: string;
	readonly #file: number;

	constructor(path: string) {
		this.path = path;
		this.#file = openSync(path, "w+");
		writeSync(this.#file, header, 0, header.length, 0);
		writeSync(this.#file, Buffer.alloc((width * height) / 2, 128), 0, undefined, header.length + width * height);
		this.showNothing();
	}

	/** Shows an empty scene. */
	showNothing(): void {
		this.#put(Buffer.alloc(width * height, emptyWall));
	}

	/** Shows a picture (PNG). Returns when it is in view, in Unix ms. */
	show(png: Buffer, { share = 0.55 }: Placement = {}): number {
		const picture = PNG.sync.read(png);
		const scale = (height * share) / Math.max(picture.width, picture.height);
		const frame = Buffer.alloc(width * height, emptyWall);
		const [w, h] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
		const [left, top] = [(width - w) >> 1, (height - h) >> 1];
		for (let y = 0; y < h; y++) {
			for (let x = 0; x < w; x++) {
				frame[(top + y) * width + left + x] = lumaAt(picture, (x + 0.5) / scale, (y + 0.5) / scale);
			}
		}
		this.#put(frame);
		return Date.now();
	}

	/** Shows a whole frame: its luma, row by row. */
	showFrame(luma: Buffer): void {
		this.#put(luma);
	}

	close(): void {
		closeSync(this.#file);
	}

	#put(luma: Buffer): void {
		writeSync(this.#file, luma, 0, luma.length, header.length);
	}
}

/** Writes a video that the fake camera plays in a loop: no code in view, but each frame differs. */
export function writeVideo(path: string, frames: readonly Buffer[]): void {
	const file = openSync(path, "w");
	const grey = Buffer.alloc((width * height) / 2, 128);
	writeSync(file, start);
	for (const luma of frames) {
		for (const part of [Buffer.from("FRAME\n"), luma, grey]) writeSync(file, part);
	}
	closeSync(file);
}

/** The picture's luma at a point, interpolated between pixels. */
function lumaAt(picture: PNG, x: number, y: number): number {
	const at = (px: number, py: number) => {
		const i =
			4 *
			(Math.min(picture.height - 1, Math.max(0, py)) * picture.width + Math.min(picture.width - 1, Math.max(0, px)));
		const [r = 0, g = 0, b = 0] = picture.data.subarray(i, i + 3);
		return 16 + 0.859 * (0.299 * r + 0.587 * g + 0.114 * b);
	};
	const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
	const [fx, fy] = [x - 0.5 - left, y - 0.5 - top];
	const above = at(left, top) * (1 - fx) + at(left + 1, top) * fx;
	const below = at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx;
	return Math.round(above * (1 - fy) + below * fy);
}
