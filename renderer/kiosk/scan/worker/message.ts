/** The messages between the page and the decoder worker. */
export type ToDecoder =
	| { readonly kind: "watch"; readonly frames: ReadableStream<VideoFrame> }
	| { readonly kind: "stop" };

export type FromDecoder =
	/** The decoders are loaded: from now on no frame is missed. */
	| { readonly kind: "ready" }
	| { readonly kind: "text"; readonly text: string; readonly ms: number }
	/** The heartbeat, sent each second: a worker without it is replaced. */
	| { readonly kind: "alive"; readonly hits: number }
	/** The camera gives no more frames. */
	| { readonly kind: "ended" };
