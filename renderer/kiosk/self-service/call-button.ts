/**
 * Calling for staff. Pure: taps, answers and what main tells in, what is shown out. The main process's word is the
 * truth; a tap is believed only until it is heard.
 */
export type CallButtonState = {
	/** Main tells that a member of staff is wanted here. */
	readonly isCalled: boolean;
	readonly pending: "wanted" | "settled" | null;
	readonly hasFailed: boolean;
	readonly tappedMs: number;
};

export type CallButtonEvent =
	| { readonly kind: "tapped"; readonly atMs: number }
	| { readonly kind: "noted"; readonly is: "wanted" | "settled" }
	| { readonly kind: "failed" }
	| { readonly kind: "told"; readonly isWanted: boolean };

export const idleCallButton: CallButtonState = {
	isCalled: false,
	pending: null,
	hasFailed: false,
	tappedMs: Number.NEGATIVE_INFINITY,
};
/** An unsure finger taps twice, and means once. */
export const tapDebounceMs = 1000;

export function reduceCallButton(call: CallButtonState, event: CallButtonEvent): CallButtonState {
	switch (event.kind) {
		case "tapped":
			if (call.pending !== null || event.atMs - call.tappedMs < tapDebounceMs) return call;
			return { ...call, pending: call.isCalled ? "settled" : "wanted", hasFailed: false, tappedMs: event.atMs };
		case "noted":
			return { ...call, pending: null, isCalled: event.is === "wanted" };
		case "failed":
			return call.pending === null ? call : { ...call, pending: null, hasFailed: call.pending === "wanted" };
		case "told":
			// What was told before the tap was heard is older than the tap.
			if (call.pending !== null || call.isCalled === event.isWanted) return call;
			return { ...call, isCalled: event.isWanted, hasFailed: false };
	}
}
