import { type Picture, squareOf } from "./picture.ts";
import type { Area } from "./schedule.ts";

/** Reads grey pictures off frames into one buffer that is used again and again. */
export type FrameReader = (frame: VideoFrame, area: Area) => Promise<Picture>;

export function createFrameReader(): FrameReader {
	let bytes = new Uint8ClampedArray(0);
	return async (frame, area) => {
		const whole = { x: 0, y: 0, width: frame.codedWidth & ~1, height: frame.codedHeight & ~1 };
		const rect = area === "whole" ? whole : squareOf(frame.codedWidth, frame.codedHeight);
		// Cameras give I420 or NV12, whose first plane is the luminance itself; anything else is asked for as RGBA.
		const isPlanar = frame.format === "I420" || frame.format === "NV12" || frame.format === "I420A";
		const options: VideoFrameCopyToOptions = isPlanar ? { rect } : { rect, format: "RGBA" };
		const size = frame.allocationSize(options);
		if (bytes.length < size) bytes = new Uint8ClampedArray(size);
		const plane = (await frame.copyTo(bytes, options))[0];
		const pixels = rect.width * rect.height;
		if (!isPlanar) greyInPlace(bytes, pixels);
		else if (plane !== undefined) tighten(bytes, plane, rect.width, rect.height);
		return { luminance: bytes.subarray(0, pixels), width: rect.width, height: rect.height };
	};
}

function greyInPlace(bytes: Uint8ClampedArray, pixels: number): void {
	for (let i = 0, at = 0; i < pixels; i++, at += 4) {
		bytes[i] = ((bytes[at] ?? 0) * 77 + (bytes[at + 1] ?? 0) * 150 + (bytes[at + 2] ?? 0) * 29) >> 8;
	}
}

function tighten(bytes: Uint8ClampedArray, plane: PlaneLayout, width: number, height: number): void {
	if (plane.offset === 0 && plane.stride === width) return;
	for (let row = 0; row < height; row++) {
		const from = plane.offset + row * plane.stride;
		bytes.copyWithin(row * width, from, from + width);
	}
}
