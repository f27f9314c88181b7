import type { Exhibit } from "../exhibit.ts";
import { inspectWithAxe } from "./axe.ts";
import { type Fault, tellFault } from "./fault.ts";
import { inspectFit, inspectOverlaps } from "./fit.ts";
import { inspectKeys } from "./keys.ts";
import { linesUnder } from "./line.ts";
import { inspectMotion } from "./motion.ts";
import { inspectTargets, inspectTextSize } from "./touch.ts";
import { inspectVoice } from "./voice.ts";

/** How what is drawn now falls short of what its mode owes to people. The page must have been asked for no motion. */
export function inspectScreen(root: Element, mode: Exhibit["mode"]): readonly string[] {
	const lines = linesUnder(root);
	const isTouched = mode === "self-service";
	const faults: readonly Fault[] = [
		...inspectFit(lines),
		...inspectOverlaps(lines),
		...inspectMotion(root),
		...(isTouched ? [...inspectTargets(root), ...inspectTextSize(lines)] : []),
		...(mode === "counter" ? inspectKeys(root) : []),
		...(isTouched || mode === "counter" ? inspectVoice(root) : []),
	];
	return faults.map(tellFault);
}

export async function inspectAccess(root: Element, mode: Exhibit["mode"]): Promise<readonly string[]> {
	const enhanced = mode === "self-service" ? "#app" : "[data-verdict]:not([data-verdict=waiting])";
	return (await inspectWithAxe(root, enhanced)).map(tellFault);
}
