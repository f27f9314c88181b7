/**
 * Calling for staff. Pure: taps, answers and what main tells in, what is shown out. The main process's word is the
 * truth; a tap is believed only until it is heard.
 */
export type Call = {
	/** Main tells that a member of staff is wanted here. */
	readonly isWanted: boolean;
	readonly asking: "wanted" | "settled" | null;
	readonly hasFailed: boolean;
	readonly tappedMs: number;
};

export type CallEvent =
	| { readonly kind: "tapped"; readonly atMs: number }
	| { readonly kind: "noted"; readonly is: "wanted" | "settled" }
	| { readonly kind: "failed" }
	| { readonly kind: "told"; readonly isWanted: boolean };

export const quietCall: Call = { isWanted: false, asking: null, hasFailed: false, tappedMs: Number.NEGATIVE_INFINITY };
/** An unsure finger taps twice, and means once. */
export const tapMs = 1000;

export function advanceCall(call: Call, event: CallEvent): Call {
	switch (event.kind) {
		case "tapped":
			if (call.asking !== null || event.atMs - call.tappedMs < tapMs) return call;
			return { ...call, asking: call.isWanted ? "settled" : "wanted", hasFailed: false, tappedMs: event.atMs };
		case "noted":
			return { ...call, asking: null, isWanted: event.is === "wanted" };
		case "failed":
			return call.asking === null ? call : { ...call, asking: null, hasFailed: call.asking === "wanted" };
		case "told":
			// What was told before the tap was heard is older than the tap.
			if (call.asking !== null || call.isWanted === event.isWanted) return call;
			return { ...call, isWanted: event.isWanted, hasFailed: false };
	}
}
