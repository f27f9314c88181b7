/** What a worker sees of the camera's frames. */
export type FrameHealth = {
	/** The frames that came so far. */
	readonly frames: number;
	/** How long the next frame has been waited for; 0 while one is decoded. */
	readonly waitedMs: number;
	/** How long the picture has been the same, pixel for pixel; 0 for a camera without noise. */
	readonly frozenMs: number;
	readonly hasNoise: boolean;
};

/** The messages between the page and the decoder worker. */
export type ToDecoder =
	/** `expectsNoise`: this camera's noise was seen before. */
	| { readonly kind: "watch"; readonly frames: ReadableStream<VideoFrame>; readonly expectsNoise: boolean }
	| { readonly kind: "stop" };

export type FromDecoder =
	/** The decoders are loaded: from now on no frame is missed. */
	| { readonly kind: "ready" }
	| { readonly kind: "text"; readonly text: string; readonly ms: number }
	/** The heartbeat, sent twice a second: a worker without it is replaced. */
	| { readonly kind: "alive"; readonly hits: number; readonly health: FrameHealth }
	/** The camera gives no more frames. */
	| { readonly kind: "ended" };
