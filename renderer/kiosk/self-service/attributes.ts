import type { ClosedReason } from "./closed-reason.ts";
import type { Visit } from "./visit.ts";

type Attributes = Readonly<Record<`data-${string}`, string | number>>;

/** The screen's state as data attributes, for tests. On the attract stage they hold nothing about a member. */
export function visitAttributesOf(
	{ stage, request, scanCount, preferences }: Visit,
	closure: ClosedReason | null,
): Attributes {
	const always = {
		"data-scans": scanCount,
		"data-asking": request?.kind ?? "",
		"data-low": String(preferences.isLow),
		"data-closed": closure?.of ?? "",
	};
	switch (stage.kind) {
		case "attract":
			return { ...always, "data-verdict": closure === null ? "waiting" : "closed" };
		case "trouble":
			return { ...always, "data-verdict": "trouble", "data-scan": stage.scan.scan, "data-reason": stage.why };
		case "refused":
			return {
				...always,
				"data-verdict": "refused",
				"data-scan": stage.scan.scan,
				"data-reason": stage.verdict.refusal.reason,
			};
		case "offered":
			return {
				...always,
				"data-verdict": "offered",
				"data-scan": stage.scan.scan,
				"data-persons": stage.chosen,
				"data-party": stage.verdict.party,
				"data-remaining": stage.verdict.remaining,
				"data-left": stage.left ?? "",
			};
		case "admitted":
			return {
				...always,
				"data-verdict": "admitted",
				"data-scan": stage.scan.scan,
				"data-persons": stage.verdict.persons,
				"data-party": stage.verdict.party,
				"data-remaining": stage.verdict.remaining,
				"data-line": stage.verdict.line,
				"data-left": stage.left ?? "",
			};
		case "thanks":
			return { ...always, "data-verdict": "thanks", "data-scan": stage.scan.scan };
	}
}
