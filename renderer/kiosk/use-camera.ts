import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { type CameraView, startCamera } from "./scan/camera.ts";

/** The camera chosen in set-up (`deviceId`) while it is plugged in; otherwise any other. */
export function useCamera(onText: (text: string) => void, deviceId: string | null = null): CameraView {
	const [view, setView] = useState<CameraView>({ state: "starting", stream: null });
	const latest = useRef(onText);
	latest.current = onText;
	// A layout effect runs before the first paint, which is slow on a cold start. Keys and drivers start likewise.
	useLayoutEffect(() => {
		const camera = startCamera(setView, ({ text }) => latest.current(text), deviceId);
		return camera.stop;
	}, [deviceId]);
	return view;
}
