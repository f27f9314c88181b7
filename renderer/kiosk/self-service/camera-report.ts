import type { Bridge } from "../../../core/contract/contract.ts";
import type { ReadyState } from "../../../core/contract/kioskState.ts";
import { callMain } from "../call-main.ts";
import type { CameraState } from "../scan/camera-session.ts";
import { reportableCameraTroubleOf } from "./closed-reason.ts";

/** Called with the camera's state and the kiosk's, after each change of either. */
export type CameraReporter = (camera: CameraState, state: ReportedState) => void;
type ReportedState = Pick<ReadyState, "settings" | "serial" | "wanted">;

/** Reports the camera's fault to main, and its end; once for each change. */
export function createCameraReporter(bridge: Bridge): CameraReporter {
	/** Undefined until this page has reported something. */
	let reported: string | null | undefined;
	return (camera, state) => {
		const trouble = reportableCameraTroubleOf(camera, state);
		// A fault reported before the app was last closed may or may not be over.
		const before = reported === undefined ? knownTroubleOf(state) : reported;
		if (camera === "starting" || before === trouble) return;
		reported = trouble;
		void callMain(bridge, "cameraIs", { trouble });
	};
}

/** The camera's fault as main knows it. */
export function knownTroubleOf({ wanted }: Pick<ReadyState, "wanted">): string | null {
	return wanted.find(({ of }) => of === "camera")?.why ?? null;
}
