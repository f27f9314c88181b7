/** The messages between the page and the decoder worker. */
export type ToDecoder =
	| { readonly kind: "watch"; readonly frames: ReadableStream<VideoFrame> }
	| { readonly kind: "stop" };

export type FromDecoder =
	/** The engines are loaded: from now on no frame is missed. */
	| { readonly kind: "ready" }
	| { readonly kind: "text"; readonly text: string; readonly ms: number }
	/** Sent each second: a worker that stops saying so is replaced. */
	| { readonly kind: "alive"; readonly hits: number }
	/** The camera gives no more frames. */
	| { readonly kind: "ended" };
