import type { Engine } from "./schedule.ts";

/** What window and decoder worker say to each other. */
export type ToDecoder =
	| { readonly kind: "watch"; readonly frames: ReadableStream<VideoFrame> }
	| { readonly kind: "stop" };

export type FromDecoder =
	| { readonly kind: "text"; readonly text: string; readonly engine: Engine; readonly ms: number }
	/** Sent each second: a worker that stops saying so is replaced. */
	| { readonly kind: "alive"; readonly frames: number; readonly hits: number }
	/** The camera gives no more frames. */
	| { readonly kind: "ended" };
