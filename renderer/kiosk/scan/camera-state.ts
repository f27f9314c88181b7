/** What the camera is doing, as the screen says it. All but `on` have a sentence, and all but `starting` are tried again. */
export type CameraState = "starting" | "on" | "absent" | "denied" | "unplugged" | "failed";

/** The names are those of getUserMedia's DOMException (Media Capture and Streams, 10.2). */
export function cameraFailure(name: string): Exclude<CameraState, "on" | "starting" | "unplugged"> {
	switch (name) {
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
