import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { type CameraView, startCamera } from "./scan/camera.ts";

/** The camera that is set up, by its device id, while it is there; else whichever there is. */
export function useCamera(onText: (text: string) => void, deviceId: string | null = null): CameraView {
	const [view, setView] = useState<CameraView>({ state: "starting", stream: null });
	const latest = useRef(onText);
	latest.current = onText;
	// Before the first paint, which takes a while on a cold start; so it is with the keys and the desk.
	useLayoutEffect(() => {
		const camera = startCamera(setView, ({ text }) => latest.current(text), deviceId);
		return camera.stop;
	}, [deviceId]);
	return view;
}
