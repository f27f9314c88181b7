import { type CameraState, cameraFailure } from "./camera-state.ts";
import { type DecodeResult, type Decoder, startDecoder } from "./decoder.ts";

export type CameraView = { readonly state: CameraState; readonly stream: MediaStream | null };
export type Camera = { readonly stop: () => void };

const retryMs = 3000;
const captureConstraints: MediaTrackConstraints = {
	width: { ideal: 1280 },
	height: { ideal: 720 },
	frameRate: { ideal: 30 },
};
/** Enough to aim by; each picture drawn costs more than it takes to read it. The decoder sees them all. */
const previewConstraints: MediaTrackConstraints = { frameRate: { max: 15 } };

/** Opens the camera, keeps it open, and says what it is doing; tries again for as long as there is none. */
export function startCamera(
	onView: (view: CameraView) => void,
	onReading: (reading: DecodeResult) => void,
	deviceId: string | null = null,
): Camera {
	let isStopped = false;
	let isOpening = false;
	let stream: MediaStream | null = null;
	let decoder: Decoder | null = null;
	let retry: ReturnType<typeof setTimeout> | undefined;

	async function open(): Promise<void> {
		if (isStopped || isOpening || stream !== null) return;
		isOpening = true;
		clearTimeout(retry);
		try {
			const opened = await openStream(deviceId);
			const track = opened.getVideoTracks()[0];
			if (isStopped || track === undefined) return stopTracks(opened);
			stream = opened;
			track.onended = () => close("unplugged");
			decoder = startDecoder(track, onReading);
			const shown = track.clone();
			stream.addTrack(shown);
			onView({ state: "on", stream: new MediaStream([shown]) });
			// A camera that cannot is shown as it comes.
			shown.applyConstraints(previewConstraints).catch(() => {});
		} catch (error) {
			close(cameraFailure(error instanceof DOMException ? error.name : ""));
		} finally {
			isOpening = false;
		}
	}

	function close(state: CameraState): void {
		decoder?.stop();
		decoder = null;
		if (stream !== null) stopTracks(stream);
		stream = null;
		if (isStopped) return;
		onView({ state, stream: null });
		clearTimeout(retry);
		retry = setTimeout(() => void open(), retryMs);
	}

	/** A camera was plugged in or pulled out: perhaps the one that was chosen is there again. */
	async function look(): Promise<void> {
		if (stream === null) return open();
		const devices = await navigator.mediaDevices.enumerateDevices();
		const isThere = devices.some((device) => device.deviceId === deviceId);
		if (!isThere || stream === null || deviceOf(stream) === deviceId) return;
		close("starting");
		await open();
	}

	const lookSoon = () => void look();
	navigator.mediaDevices.addEventListener("devicechange", lookSoon);
	onView({ state: "starting", stream: null });
	void open();

	return {
		stop: () => {
			isStopped = true;
			clearTimeout(retry);
			navigator.mediaDevices.removeEventListener("devicechange", lookSoon);
			close("starting");
		},
	};
}

/** The camera that was chosen, while it can be had; any other is better than none. */
async function openStream(deviceId: string | null): Promise<MediaStream> {
	const ask = (video: MediaTrackConstraints) => navigator.mediaDevices.getUserMedia({ audio: false, video });
	if (deviceId === null) return await ask(captureConstraints);
	return await ask({ ...captureConstraints, deviceId: { exact: deviceId } }).catch(() => ask(captureConstraints));
}

function deviceOf(stream: MediaStream): string | undefined {
	return stream.getVideoTracks()[0]?.getSettings().deviceId;
}

function stopTracks(stream: MediaStream): void {
	for (const track of stream.getTracks()) track.stop();
}
