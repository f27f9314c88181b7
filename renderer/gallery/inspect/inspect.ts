import type { Mode } from "../fixture.ts";
import { inspectWithAxe } from "./axe.ts";
import { inspectBoxes } from "./box.ts";
import { inspectContrast } from "./contrast.ts";
import { type Fault, formatFault } from "./fault.ts";
import { inspectFit, inspectOverlaps } from "./fit.ts";
import { inspectKeys } from "./keys.ts";
import { linesUnder } from "./line.ts";
import { inspectLiveRegion } from "./live-region.ts";
import { inspectMotion } from "./motion.ts";
import { inspectTargets, inspectTextSize } from "./touch.ts";

/** The faults of the rendered screen against the requirements of its mode. The page must prefer reduced motion. */
export function inspectScreen(root: Element, mode: Mode): readonly string[] {
	const lines = linesUnder(root);
	const isTouched = mode === "self-service";
	const faults: readonly Fault[] = [
		...inspectFit(lines),
		...inspectOverlaps(lines),
		...inspectBoxes(root),
		...inspectContrast(lines, strict[mode]),
		...inspectMotion(root),
		...(isTouched || mode === "setup" ? inspectTargets(root) : []),
		...(isTouched ? inspectTextSize(lines) : []),
		...(mode === "counter" ? inspectKeys(root) : []),
		...(isTouched || mode === "counter" ? inspectLiveRegion(root) : []),
	];
	return faults.map(formatFault);
}

export async function inspectAccess(root: Element): Promise<readonly string[]> {
	return (await inspectWithAxe(root)).map(formatFault);
}

/** Where contrast must be AAA: verdicts, and everything that a member reads without staff. */
const strict: Readonly<Record<Mode, string | null>> = {
	kiosk: null,
	counter: "[data-verdict]:not([data-verdict=waiting])",
	"self-service": "#app",
	setup: null,
	pass: null,
};
