import { useEffect, useMemo } from "preact/hooks";
import type { Bridge } from "../../../core/contract/contract.ts";
import type { ReadyState } from "../../../core/contract/kioskState.ts";
import type { CameraState } from "../scan/camera-session.ts";
import { createCameraReporter, knownTroubleOf } from "./camera-report.ts";
import { reportableCameraTroubleOf } from "./closed-reason.ts";

/** Keeps main informed of the camera's faults. */
export function useCameraReport(bridge: Bridge, state: ReadyState, camera: CameraState): void {
	const report = useMemo(() => createCameraReporter(bridge), [bridge]);
	const trouble = reportableCameraTroubleOf(camera, state);
	useEffect(() => report(camera, state), [report, camera, trouble, knownTroubleOf(state)]);
}
