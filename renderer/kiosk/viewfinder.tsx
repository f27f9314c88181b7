import { useEffect, useRef } from "preact/hooks";
import { CameraOff } from "../ui/shapes.tsx";
import { useReader } from "./reader.ts";
import type { CameraView } from "./scan/camera.ts";

/** The camera's picture with a frame to fill; or, in words, why there is none. */
export function Viewfinder({ view }: { readonly view: CameraView }) {
	const { words } = useReader();
	const video = useRef<HTMLVideoElement>(null);
	useEffect(() => {
		if (video.current !== null) video.current.srcObject = view.stream;
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
