/** What is tried on one frame. A code stays in view for dozens of frames, so the attempts are spread over them. */
export type Area = "square" | "whole";
export type Engine = "wasm" | "hybrid" | "global" | "inverted";
export type Attempt = { readonly engine: Engine; readonly area: Area };

const turn: readonly Engine[] = ["hybrid", "global", "inverted"];
const missesBeforeOthers = 3;

/**
 * | frame            | tried                                                        |
 * |------------------|--------------------------------------------------------------|
 * | each             | zxing-wasm on the centre square                              |
 * | every third      | zxing-wasm on the whole picture instead                      |
 * | every fourth     | besides, after misses, one pass of @zxing/library in turn    |
 */
export function attemptsFor(frame: number, misses: number): readonly Attempt[] {
	const first: Attempt = { engine: "wasm", area: frame % 3 === 2 ? "whole" : "square" };
	if (frame % 4 !== 3 || misses < missesBeforeOthers) return [first];
	const engine = turn[Math.floor(frame / 4) % turn.length] ?? "hybrid";
	return [first, { engine, area: "square" }];
}
