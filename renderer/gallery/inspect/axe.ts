import axe from "axe-core";
import type { Fault } from "./fault.ts";

/** All default rules of axe, and its rule for target size. */
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
