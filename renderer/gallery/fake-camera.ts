import { stallLimitMs } from "../kiosk/scan/camera-health.ts";
import type { CameraState } from "../kiosk/scan/camera-session.ts";
import type { FromDecoder } from "../kiosk/scan/worker/message.ts";

const width = 1280;
const height = 720;
let cameraState: CameraState = "on";
let stream: MediaStream | undefined;

/**
 * Replaces the machine's camera for the gallery: a still picture, or the failure that was set. The decoder's worker is
 * replaced too: hundreds of fixtures would start as many decoders.
 */
export function installFakeCamera(): void {
	navigator.mediaDevices.getUserMedia = openStream;
	window.Worker = IdleWorker;
}

export function setFakeCamera(state: CameraState): void {
	cameraState = state;
}

function openStream(): Promise<MediaStream> {
	switch (cameraState) {
		case "on":
		case "stalled":
			stream ??= createStream();
			return Promise.resolve(stream.clone());
		case "starting":
			return new Promise(() => {});
		case "absent":
			return Promise.reject(new DOMException("none", "NotFoundError"));
		case "denied":
			return Promise.reject(new DOMException("not allowed", "NotAllowedError"));
		case "failed":
			return Promise.reject(new DOMException("in use", "NotReadableError"));
		case "unplugged":
			return Promise.resolve(unplugSoon(createStream()));
	}
}

function unplugSoon(soon: MediaStream): MediaStream {
	setFakeCamera("starting");
	setTimeout(() => soon.getVideoTracks()[0]?.dispatchEvent(new Event("ended")), 50);
	return soon;
}

function createStream(): MediaStream {
	const canvas = document.createElement("canvas");
	Object.assign(canvas, { width, height });
	const brush = canvas.getContext("2d");
	if (brush === null) throw new Error("this browser has no canvas");
	setInterval(() => paintScene(brush), 200);
	return canvas.captureStream(10);
}

/** A blurred room, and a phone that shows a code. */
function paintScene(brush: CanvasRenderingContext2D): void {
	const ground = brush.createLinearGradient(0, 0, width, height);
	ground.addColorStop(0, "#a68a72");
	ground.addColorStop(0.5, "#7d6857");
	ground.addColorStop(1, "#4a3c35");
	brush.fillStyle = ground;
	brush.fillRect(0, 0, width, height);
	brush.fillStyle = "#1d1b1e";
	brush.beginPath();
	brush.roundRect(455, 60, 370, 720, 44);
	brush.fill();
	brush.fillStyle = "#fffdf8";
	brush.fillRect(473, 110, 334, 620);
	brush.fillStyle = "#8a1a22";
	brush.fillRect(473, 110, 334, 70);
	brush.fillStyle = "#111111";
	const [left, top, module, modules] = [515, 225, 10, 25];
	for (let y = 0; y < modules; y++) {
		for (let x = 0; x < modules; x++) {
			if (isDark(x, y, modules)) brush.fillRect(left + x * module, top + y * module, module, module);
		}
	}
}

/** The finder patterns of a QR code, and pseudo-random modules that are the same each time. */
function isDark(x: number, y: number, modules: number): boolean {
	for (const [fromX, fromY] of [
		[0, 0],
		[modules - 7, 0],
		[0, modules - 7],
	] as const) {
		const ring = Math.max(Math.abs(x - fromX - 3), Math.abs(y - fromY - 3));
		if (ring <= 4) return ring !== 4 && ring !== 2;
	}
	return ((x * 73_856_093) ^ (y * 19_349_663)) % 7 < 3;
}

class IdleWorker extends EventTarget implements Worker {
	onmessage: Worker["onmessage"] = null;
	onmessageerror = null;
	onerror = null;
	/** A stalled camera: the decoder waits for a frame. */
	postMessage(): void {
		if (cameraState !== "stalled") return;
		const health = { frames: 0, waitedMs: stallLimitMs, frozenMs: 0, hasNoise: false };
		const data = { kind: "alive", hits: 0, health } satisfies FromDecoder;
		setTimeout(() => this.onmessage?.(new MessageEvent("message", { data })), 50);
	}
	terminate(): void {}
}
