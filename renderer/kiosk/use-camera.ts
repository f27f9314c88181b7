import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { type CameraView, startCamera } from "./scan/camera.ts";

export function useCamera(onText: (text: string) => void): CameraView {
	const [view, setView] = useState<CameraView>({ state: "starting", stream: null });
	const latest = useRef(onText);
	latest.current = onText;
	// Before the first paint, which takes a while on a cold start; so it is with the keys and the desk.
	useLayoutEffect(() => {
		const camera = startCamera(setView, ({ text }) => latest.current(text));
		return camera.stop;
	}, []);
	return view;
}
