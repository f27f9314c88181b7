import { useEffect, useRef } from "preact/hooks";
import { CameraOff } from "../ui/shapes.tsx";
import { useLocalization } from "./localization.ts";
import type { CameraView } from "./scan/camera.ts";

/** The camera's preview with a frame to fill, or the reason why there is none. */
export function Viewfinder({ view }: { readonly view: CameraView }) {
	const { words } = useLocalization();
	const video = useRef<HTMLVideoElement>(null);
	useEffect(() => {
		const shown = video.current;
		if (shown === null) return;
		shown.srcObject = view.stream;
		// A removed video element would keep playing and hold camera frames that the decoder then lacks.
		return () => {
			shown.srcObject = null;
		};
	}, [view.stream]);
	return (
		<div class="viewfinder" data-camera={view.state}>
			{view.state === "on" ? (
				<>
					<video ref={video} autoPlay muted playsInline />
					<div class="viewfinder-frame">
						<i />
						<i />
						<i />
						<i />
					</div>
				</>
			) : (
				<div class="viewfinder-none">
					<CameraOff />
					<p>{words.camera[view.state].line}</p>
					<p class="viewfinder-remedy">{words.camera[view.state].remedy}</p>
				</div>
			)}
		</div>
	);
}
