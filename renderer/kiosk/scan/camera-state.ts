/** The camera's state. All but `on` have a message on the screen; all but `on` and `starting` are retried. */
export type CameraState = "starting" | "on" | "unplugged" | OpenFailure;
export type OpenFailure = "absent" | "denied" | "failed";

/** The names are those of getUserMedia's DOMException (Media Capture and Streams, 10.2). */
export function openFailureOf(exceptionName: string): OpenFailure {
	switch (exceptionName) {
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
