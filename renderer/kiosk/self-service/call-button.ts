/**
 * The button that calls staff. Pure: taps, answers and main's state in, the button's state out. Main's state is the
 * truth; a tap is shown optimistically until main has answered.
 */
export type CallButtonState = {
	/** Main's state says that this kiosk has called for staff. */
	readonly isCalled: boolean;
	readonly pending: "wanted" | "settled" | null;
	readonly hasFailed: boolean;
	readonly tappedMs: number;
};

export type CallButtonEvent =
	| { readonly kind: "tapped"; readonly atMs: number }
	| { readonly kind: "noted"; readonly is: "wanted" | "settled" }
	| { readonly kind: "failed" }
	| { readonly kind: "stateChanged"; readonly isWanted: boolean };

export const idleCallButton: CallButtonState = {
	isCalled: false,
	pending: null,
	hasFailed: false,
	tappedMs: Number.NEGATIVE_INFINITY,
};
/** A second tap within this time is taken for part of the first. */
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
		case "stateChanged":
			// While a tap is pending, main's state is older than the tap.
			if (call.pending !== null || call.isCalled === event.isWanted) return call;
			return { ...call, isCalled: event.isWanted, hasFailed: false };
	}
}
