import type { Mode } from "../exhibit.ts";
import { inspectWithAxe } from "./axe.ts";
import { inspectBoxes } from "./box.ts";
import { inspectContrast } from "./contrast.ts";
import { type Fault, tellFault } from "./fault.ts";
import { inspectFit, inspectOverlaps } from "./fit.ts";
import { inspectKeys } from "./keys.ts";
import { linesUnder } from "./line.ts";
import { inspectMotion } from "./motion.ts";
import { inspectTargets, inspectTextSize } from "./touch.ts";
import { inspectVoice } from "./voice.ts";

/** How what is drawn now falls short of what its mode owes to people. The page must have been asked for no motion. */
export function inspectScreen(root: Element, mode: Mode): readonly string[] {
	const lines = linesUnder(root);
	const isTouched = mode === "self-service";
	const faults: readonly Fault[] = [
		...inspectFit(lines),
		...inspectOverlaps(lines),
		...inspectBoxes(root),
		...inspectContrast(lines, strict[mode]),
		...inspectMotion(root),
		...(isTouched || mode === "service" ? inspectTargets(root) : []),
		...(isTouched ? inspectTextSize(lines) : []),
		...(mode === "counter" ? inspectKeys(root) : []),
		...(isTouched || mode === "counter" ? inspectVoice(root) : []),
	];
	return faults.map(tellFault);
}

export async function inspectAccess(root: Element): Promise<readonly string[]> {
	return (await inspectWithAxe(root)).map(tellFault);
}

/** Where contrast must be AAA: verdicts, and all that a member reads alone. */
const strict: Readonly<Record<Mode, string | null>> = {
	kiosk: null,
	counter: "[data-verdict]:not([data-verdict=waiting])",
	"self-service": "#app",
	service: null,
	pass: null,
};
