import type { PrinterTrouble } from "../../../core/contract/contract.ts";
import type { ReadyState } from "../../../core/contract/kioskState.ts";
import type { CameraState } from "../scan/camera-session.ts";

export type CameraTrouble = Exclude<CameraState, "on" | "starting">;

/** Why a self-service kiosk is closed. It opens again by itself once the cause is gone. */
export type ClosedReason =
	/** The main process does not answer. */
	| { readonly of: "app" }
	/** A member of staff has set-up open. */
	| { readonly of: "setup" }
	/** No supervisor has been set. */
	| { readonly of: "supervisor" }
	| { readonly of: "clock" }
	| { readonly of: "list"; readonly why: "none" | "expired" }
	/** Where a ticket is needed to enter, nobody is admitted without paper. */
	| { readonly of: "printer"; readonly why: PrinterTrouble; readonly waiting: number }
	| { readonly of: "camera"; readonly why: CameraTrouble };

type ClosedReasonInputs = {
	/** The last known state. */
	readonly state: ReadyState;
	readonly camera: CameraState;
	readonly isAnswering: boolean;
};

/** The gravest reason wins. */
export function closedReasonOf({ state, camera, isAnswering }: ClosedReasonInputs): ClosedReason | null {
	if (!isAnswering) return { of: "app" };
	if (state.setupOpenedBy !== null) return { of: "setup" };
	if (state.supervisors.length === 0) return { of: "supervisor" };
	if (state.clock.kind === "unsure") return { of: "clock" };
	if (state.allocation === null) return { of: "list", why: "none" };
	if (state.allocation.freshness.kind === "expired") return { of: "list", why: "expired" };
	if (state.printer.kind === "trouble") {
		const { why, waiting } = state.printer;
		return { of: "printer", why, waiting };
	}
	if (isCameraTrouble(camera) && !hasScanner(state)) return { of: "camera", why: camera };
	return null;
}

/** Whether an open offer can no longer be confirmed. A camera fault only prevents reading codes. */
export function blocksAdmission(closure: ClosedReason | null): boolean {
	return closure !== null && closure.of !== "camera";
}

/** Whether a fixed scanner can replace the camera: a working serial one, or a keyboard wedge with a prefix. */
export function hasScanner({ settings, serial }: Pick<ReadyState, "settings" | "serial">): boolean {
	return settings.gunPrefix !== null || (settings.serial !== null && serial.kind !== "trouble");
}

export function isCameraTrouble(camera: CameraState): camera is CameraTrouble {
	return camera !== "on" && camera !== "starting";
}

/** The camera fault to report to the counter. A kiosk that was set up without a camera has none. */
export function reportableCameraTroubleOf(
	camera: CameraState,
	state: Pick<ReadyState, "settings" | "serial">,
): CameraTrouble | null {
	if (!isCameraTrouble(camera) || (camera === "absent" && hasScanner(state))) return null;
	return camera;
}
