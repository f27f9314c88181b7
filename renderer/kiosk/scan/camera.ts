import { pageClock } from "../page-clock.ts";
import {
	type CameraSessionView,
	type CameraSource,
	type OpenedCamera,
	type OpenFailure,
	openCameraSession,
	openFailureOf,
} from "./camera-session.ts";
import { startDecoder } from "./decoder.ts";
import type { DecodeResult } from "./worker-supervisor.ts";

export type CameraView = CameraSessionView<MediaStream>;
export type Camera = { readonly stop: () => void };

const captureConstraints: MediaTrackConstraints = {
	width: { ideal: 1280 },
	height: { ideal: 720 },
	frameRate: { ideal: 30 },
};
/** Enough for aiming: drawing a frame costs more than decoding it. The decoder gets every frame. */
const previewConstraints: MediaTrackConstraints = { frameRate: { max: 15 } };

/** Opens the camera and reads codes from it, until stopped. */
export function startCamera(
	onView: (view: CameraView) => void,
	onResult: (result: DecodeResult) => void,
	deviceId: string | null = null,
): Camera {
	const source: CameraSource<MediaStream> = {
		open: (onEnded) => openCamera(deviceId, onResult, onEnded),
		async isListed(id) {
			const devices = await navigator.mediaDevices.enumerateDevices();
			return devices.some((device) => device.deviceId === id);
		},
		onDevicesChanged(listener) {
			navigator.mediaDevices.addEventListener("devicechange", listener);
			return () => navigator.mediaDevices.removeEventListener("devicechange", listener);
		},
	};
	return openCameraSession(source, deviceId, onView, pageClock);
}

async function openCamera(
	deviceId: string | null,
	onResult: (result: DecodeResult) => void,
	onEnded: () => void,
): Promise<OpenedCamera<MediaStream> | OpenFailure> {
	let stream: MediaStream | null = null;
	try {
		stream = await openStream(deviceId);
		const track = stream.getVideoTracks()[0];
		if (track === undefined) return "absent";
		track.onended = onEnded;
		const decoder = startDecoder(track, onResult);
		const preview = track.clone();
		// If the camera cannot lower its frame rate, the preview keeps the full rate.
		preview.applyConstraints(previewConstraints).catch(() => {});
		return {
			stream: new MediaStream([preview]),
			deviceId: track.getSettings().deviceId,
			close() {
				decoder.stop();
				for (const one of [track, preview]) one.stop();
			},
		};
	} catch (error) {
		for (const one of stream?.getTracks() ?? []) one.stop();
		return openFailureOf(error instanceof DOMException ? error.name : "");
	}
}

/** Opens the chosen camera, or any other if that one is not available. */
async function openStream(deviceId: string | null): Promise<MediaStream> {
	const capture = (video: MediaTrackConstraints) => navigator.mediaDevices.getUserMedia({ audio: false, video });
	if (deviceId === null) return await capture(captureConstraints);
	return await capture({ ...captureConstraints, deviceId: { exact: deviceId } }).catch(() =>
		capture(captureConstraints),
	);
}
