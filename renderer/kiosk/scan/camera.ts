import { pageClock } from "../page-clock.ts";
import {
	type CameraEvents,
	type CameraSessionView,
	type CameraSource,
	type OpenedCamera,
	type OpenFailure,
	openCameraSession,
	openFailureOf,
} from "./camera-session.ts";
import { startDecoder } from "./decoder.ts";
import type { FrameHealth } from "./worker/message.ts";
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

/** The cameras whose noise was seen since the page was loaded, by device id. */
const noisyCameras = new Set<string>();

/** Opens the camera and reads codes from it, until stopped. */
export function startCamera(
	onView: (view: CameraView) => void,
	onResult: (result: DecodeResult) => void,
	deviceId: string | null = null,
): Camera {
	const source: CameraSource<MediaStream> = {
		open: (events) => openCamera(deviceId, onResult, events),
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
	{ onEnded, onHealth }: CameraEvents,
): Promise<OpenedCamera<MediaStream> | OpenFailure> {
	let stream: MediaStream | null = null;
	try {
		stream = await openStream(deviceId);
		const track = stream.getVideoTracks()[0];
		if (track === undefined) return "absent";
		track.onended = onEnded;
		const id = track.getSettings().deviceId;
		const handleHealth = (health: FrameHealth) => {
			if (health.hasNoise && id !== undefined) noisyCameras.add(id);
			onHealth({ ...health, isMuted: track.muted });
		};
		const decoder = startDecoder(
			track,
			{ onResult, onHealth: handleHealth },
			() => id !== undefined && noisyCameras.has(id),
		);
		const preview = track.clone();
		// If the camera cannot lower its frame rate, the preview keeps the full rate.
		preview.applyConstraints(previewConstraints).catch(() => {});
		return {
			stream: new MediaStream([preview]),
			deviceId: id,
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
