import axe from "axe-core";
import type { Fault } from "./fault.ts";

/** Contrast of 7:1 is asked of verdicts alone, and of all that a member reads by himself. */
export async function inspectWithAxe(root: Element, enhanced: string): Promise<readonly Fault[]> {
	const rules = { "target-size": { enabled: true } };
	const results = await axe.run(document, { resultTypes: ["violations"], rules });
	const strict = root.querySelector(enhanced) === null ? null : await axe.run(enhanced, aaa);
	return [...results.violations, ...(strict?.violations ?? [])].flatMap(({ id, help, nodes }) =>
		nodes.map(({ target, failureSummary }): Fault => {
			const element = document.querySelector(String(target[0])) ?? root;
			const why = failureSummary?.split("\n").slice(1).join("; ").trim() ?? "";
			return { check: `axe ${id}`, element, detail: `${help} (${why})` };
		}),
	);
}

const aaa = { runOnly: ["color-contrast-enhanced"], resultTypes: ["violations" as const] };
