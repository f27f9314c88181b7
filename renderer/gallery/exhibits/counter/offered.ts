import { type Exhibit, never, says } from "../../exhibit.ts";
import { type OfferedVerdict, offered } from "../../samples/verdicts.ts";
import { presses, scans, sees } from "../../steps.ts";
import { atCounter } from "./at-counter.ts";

export const offeredExhibits: readonly Exhibit[] = [
	offer("party-of-2", offered(2)),
	offer("party-of-5", offered(5)),
	offer("party-of-9", offered(9)),
	offer("three-of-five", offered(5), "Digit3"),
	offer("one-of-nine", offered(9), "Digit1"),
	offer("two-left-of-six", offered(6, 2)),
	offer("without-card", offered(3, 3, { card: null })),
	offer("without-seats", offered(4, 4, { seats: [] })),
	offer("recording", offered(4), "Enter"),
];

function offer(state: string, verdict: OfferedVerdict, ...keys: readonly string[]): Exhibit {
	return atCounter(`offered/${state}`, keys.includes("Enter") ? "[data-asking=admit]" : "[data-verdict=offered]", {
		script: { scan: says(verdict), admit: never },
		steps: [
			sees("[data-verdict=waiting]"),
			scans("VOUCHER-1"),
			sees("[data-verdict=offered]"),
			...keys.map((code) => presses(code)),
		],
	});
}
