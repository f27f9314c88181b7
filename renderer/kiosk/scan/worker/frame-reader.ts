import { convertToGrey, type GreyImage } from "./grey-image.ts";

/** Copies the luminance of a frame into one reused buffer: the result is valid until the next call. */
export type FrameReader = (frame: VideoFrame) => Promise<GreyImage>;

export function createFrameReader(): FrameReader {
	let bytes = new Uint8ClampedArray(0);
	return async (frame) => {
		const { width, height } = frame.visibleRect ?? { width: frame.codedWidth, height: frame.codedHeight };
		// Cameras give I420 or NV12, whose first plane is the luminance; any other format is converted from RGBA.
		const isPlanar = frame.format === "I420" || frame.format === "NV12" || frame.format === "I420A";
		const options: VideoFrameCopyToOptions = isPlanar ? {} : { format: "RGBA" };
		const size = frame.allocationSize(options);
		if (bytes.length < size) bytes = new Uint8ClampedArray(size);
		const plane = (await frame.copyTo(bytes, options))[0];
		if (!isPlanar) convertToGrey(bytes, bytes, width * height);
		else if (plane !== undefined) removeStridePadding(bytes, plane, width, height);
		return { luminance: bytes.subarray(0, width * height), width, height };
	};
}

function removeStridePadding(bytes: Uint8ClampedArray, plane: PlaneLayout, width: number, height: number): void {
	if (plane.offset === 0 && plane.stride === width) return;
	for (let row = 0; row < height; row++) {
		const from = plane.offset + row * plane.stride;
		bytes.copyWithin(row * width, from, from + width);
	}
}
