import type { CancelTimer, PageClock } from "../page-clock.ts";
import { type CameraHealth, frozenLimitMs, isProven, silenceLimitMs, stallLimitMs } from "./camera-health.ts";

/** The camera's state. All but `on` have a message on the screen; all but `on` and `starting` are retried. */
export type CameraState = "starting" | "on" | "unplugged" | "stalled" | OpenFailure;
export type OpenFailure = "absent" | "denied" | "failed";

/** The names are those of getUserMedia's DOMException (Media Capture and Streams, 10.2). */
export function openFailureOf(exceptionName: string): OpenFailure {
	switch (exceptionName) {
		case "NotFoundError":
		case "OverconstrainedError":
			return "absent";
		case "NotAllowedError":
		case "SecurityError":
			return "denied";
		default:
			return "failed";
	}
}

/** `stream` is what the screen shows of the camera, while it is on. */
export type CameraSessionView<S> = { readonly state: CameraState; readonly stream: S | null };

export type OpenedCamera<S> = {
	readonly stream: S;
	readonly deviceId: string | undefined;
	readonly close: () => void;
};

/** `onEnded`: the camera was unplugged. `onHealth` is called at least once a second while it is decoded. */
export type CameraEvents = { readonly onEnded: () => void; readonly onHealth: (health: CameraHealth) => void };

/** What the session needs of the browser. */
export type CameraSource<S> = {
	/** Opens the chosen camera, or any other when that one cannot be had. */
	readonly open: (events: CameraEvents) => Promise<OpenedCamera<S> | OpenFailure>;
	readonly isListed: (deviceId: string) => Promise<boolean>;
	/** Calls the listener whenever a device is plugged in or pulled out. */
	readonly onDevicesChanged: (listener: () => void) => CancelTimer;
};

export const cameraRetryMs = 3000;
/** Opening a camera whose driver hangs may never end: it is given up after this, and tried again. */
export const openTimeoutMs = 10_000;

/**
 * Opens the camera, keeps it open and reports its state; tries again for as long as there is none. When the chosen
 * camera (`deviceId`) appears while another stands in for it, the session changes over to it. A camera that gives no new
 * frame, or one and the same picture, is closed and opened again; it is on again once it has given changing frames.
 */
export function openCameraSession<S>(
	source: CameraSource<S>,
	deviceId: string | null,
	onView: (view: CameraSessionView<S>) => void,
	clock: PageClock,
): { readonly stop: () => void } {
	let isStopped = false;
	/** The last opening; one that ends after a later one has begun is closed at once. */
	let turn = 0;
	let isOpening = false;
	let camera: OpenedCamera<S> | null = null;
	/** Set by a stall, until the camera has given frames again. */
	let isDoubted = false;
	let heardAtMs = 0;
	let mutedSinceMs: number | null = null;
	let cancelRetry: CancelTimer = () => {};

	async function open(): Promise<void> {
		if (isStopped || isOpening || camera !== null) return;
		isOpening = true;
		cancelRetry();
		turn++;
		const mine = turn;
		const isCurrent = () => mine === turn && !isStopped;
		const cancelTimeout = clock.after(openTimeoutMs, () => {
			if (isCurrent()) close("failed");
		});
		const opened = await source.open({
			onEnded: () => {
				if (isCurrent()) close("unplugged");
			},
			onHealth: (health) => {
				if (isCurrent() && camera !== null) judge(camera, health);
			},
		});
		cancelTimeout();
		if (!isCurrent()) return typeof opened === "string" ? undefined : opened.close();
		isOpening = false;
		if (typeof opened === "string") return close(opened);
		camera = opened;
		heardAtMs = clock.monoMs();
		mutedSinceMs = null;
		if (!isDoubted) onView({ state: "on", stream: opened.stream });
	}

	function close(state: CameraState): void {
		camera?.close();
		camera = null;
		isOpening = false;
		turn++;
		if (isStopped) return;
		isDoubted ||= state === "stalled";
		onView({ state, stream: null });
		cancelRetry();
		cancelRetry = clock.after(cameraRetryMs, () => void open());
	}

	function judge({ stream }: OpenedCamera<S>, health: CameraHealth): void {
		heardAtMs = clock.monoMs();
		mutedSinceMs = health.isMuted ? (mutedSinceMs ?? heardAtMs) : null;
		const isMute = mutedSinceMs !== null && heardAtMs - mutedSinceMs >= stallLimitMs;
		if (isMute || health.waitedMs >= stallLimitMs || health.frozenMs >= frozenLimitMs) close("stalled");
		else if (isDoubted && isProven(health)) {
			isDoubted = false;
			onView({ state: "on", stream });
		}
	}

	/** A camera of which no decoder says anything is not read. */
	function checkSilence(): void {
		if (camera !== null && clock.monoMs() - heardAtMs > silenceLimitMs) close("stalled");
	}

	async function handleDevicesChanged(): Promise<void> {
		if (camera === null) return open();
		if (deviceId === null || !(await source.isListed(deviceId))) return;
		if (camera === null || camera.deviceId === deviceId) return;
		close("starting");
		await open();
	}

	const unsubscribe = source.onDevicesChanged(() => void handleDevicesChanged());
	const cancelChecks = clock.every(1000, checkSilence);
	onView({ state: "starting", stream: null });
	void open();

	return {
		stop() {
			isStopped = true;
			cancelRetry();
			cancelChecks();
			unsubscribe();
			close("starting");
		},
	};
}
