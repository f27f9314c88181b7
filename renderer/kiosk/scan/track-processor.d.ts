/**
 * MediaStreamTrack Insertable Media Processing, as Chromium exposes it in windows; missing from TypeScript's DOM
 * library.
 */
declare class MediaStreamTrackProcessor {
	constructor(init: { track: MediaStreamTrack; maxBufferSize?: number });
	readonly readable: ReadableStream<VideoFrame>;
}
