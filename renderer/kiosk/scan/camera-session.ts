import type { CancelTimer, PageClock } from "../page-clock.ts";

/** The camera's state. All but `on` have a message on the screen; all but `on` and `starting` are retried. */
export type CameraState = "starting" | "on" | "unplugged" | OpenFailure;
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

/** What the session needs of the browser. */
export type CameraSource<S> = {
	/** Opens the chosen camera, or any other when that one cannot be had. `onEnded`: it was unplugged. */
	readonly open: (onEnded: () => void) => Promise<OpenedCamera<S> | OpenFailure>;
	readonly isListed: (deviceId: string) => Promise<boolean>;
	/** Calls the listener whenever a device is plugged in or pulled out. */
	readonly onDevicesChanged: (listener: () => void) => CancelTimer;
};

export const cameraRetryMs = 3000;

/**
 * Opens the camera, keeps it open and reports its state; tries again for as long as there is none. When the chosen
 * camera (`deviceId`) appears while another stands in for it, the session changes over to it.
 */
export function openCameraSession<S>(
	source: CameraSource<S>,
	deviceId: string | null,
	onView: (view: CameraSessionView<S>) => void,
	clock: PageClock,
): { readonly stop: () => void } {
	let isStopped = false;
	let isOpening = false;
	let camera: OpenedCamera<S> | null = null;
	let cancelRetry: CancelTimer = () => {};

	async function open(): Promise<void> {
		if (isStopped || isOpening || camera !== null) return;
		isOpening = true;
		cancelRetry();
		const opened = await source.open(() => close("unplugged"));
		isOpening = false;
		if (typeof opened === "string") return close(opened);
		if (isStopped) return opened.close();
		camera = opened;
		onView({ state: "on", stream: opened.stream });
	}

	function close(state: CameraState): void {
		camera?.close();
		camera = null;
		if (isStopped) return;
		onView({ state, stream: null });
		cancelRetry();
		cancelRetry = clock.after(cameraRetryMs, () => void open());
	}

	async function handleDevicesChanged(): Promise<void> {
		if (camera === null) return open();
		if (deviceId === null || !(await source.isListed(deviceId))) return;
		if (camera === null || camera.deviceId === deviceId) return;
		close("starting");
		await open();
	}

	const unsubscribe = source.onDevicesChanged(() => void handleDevicesChanged());
	onView({ state: "starting", stream: null });
	void open();

	return {
		stop() {
			isStopped = true;
			cancelRetry();
			unsubscribe();
			close("starting");
		},
	};
}
