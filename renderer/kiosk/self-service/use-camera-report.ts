import { useEffect, useRef } from "preact/hooks";
import type { Bridge } from "../../../core/contract/contract.ts";
import type { ReadyState } from "../../../core/contract/kioskState.ts";
import { callMain } from "../call-main.ts";
import type { CameraState } from "../scan/camera-session.ts";
import { reportableCameraTroubleOf } from "./closed-reason.ts";

/** Reports the camera's fault to main, and its end; once for each change. */
export function useCameraReport(bridge: Bridge, state: ReadyState, camera: CameraState): void {
	const reported = useRef<string | null | undefined>(undefined);
	const trouble = reportableCameraTroubleOf(camera, state);
	const known = state.wanted.find(({ of }) => of === "camera")?.why ?? null;
	useEffect(() => {
		// A fault reported before the app was last closed may or may not be over.
		const before = reported.current === undefined ? known : reported.current;
		if (camera === "starting" || before === trouble) return;
		reported.current = trouble;
		void callMain(bridge, "cameraIs", { trouble });
	}, [bridge, camera, trouble, known]);
}
