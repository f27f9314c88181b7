/** MediaStreamTrack Insertable Media Processing, as Chromium has it in windows; TypeScript's DOM library does not know it. */
declare class MediaStreamTrackProcessor {
	constructor(init: { track: MediaStreamTrack; maxBufferSize?: number });
	readonly readable: ReadableStream<VideoFrame>;
}
