import { encode } from "uqr";
import { convertToGrey, type GreyImage } from "../../../renderer/kiosk/scan/worker/grey-image.ts";
import { blankCanvas, type Canvas, paint, toImageData } from "../../bench/decode/canvas.ts";
import { drawCode, type Pose } from "../../bench/decode/scene.ts";

export const straightPose: Pose = { x: 640, y: 360, side: 240, turn: 0, tiltX: 0, tiltY: 0 };

/** A camera's frame of a grey wall. */
export function createWallFrame(): Canvas {
	const canvas = blankCanvas(1280, 720);
	paint(canvas, () => 120);
	return canvas;
}

/** Holds a code before it, dark on light. */
export function drawCodeOn(canvas: Canvas, text: string, pose: Partial<Pose> = {}): Canvas {
	drawCode(canvas, encode(text, { ecc: "M", border: 0 }).data, { ...straightPose, ...pose }, 20, 225);
	return canvas;
}

export function pictureOf(canvas: Canvas): GreyImage {
	const { data, width, height } = toImageData(canvas);
	const luminance = new Uint8ClampedArray(width * height);
	convertToGrey(data, luminance, luminance.length);
	return { luminance, width, height };
}
