import axe from "axe-core";
import type { Fault } from "./fault.ts";

/** All rules that axe has by itself, and the size of targets. */
export async function inspectWithAxe(root: Element): Promise<readonly Fault[]> {
	const { violations } = await axe.run(document, {
		resultTypes: ["violations"],
		rules: { "target-size": { enabled: true } },
	});
	return violations.flatMap(({ id, help, nodes }) =>
		nodes.map(({ target, failureSummary }): Fault => {
			const element = document.querySelector(String(target[0])) ?? root;
			const why = failureSummary?.split("\n").slice(1).join("; ").trim() ?? "";
			return { check: `axe ${id}`, element, detail: `${help} (${why})` };
		}),
	);
}
