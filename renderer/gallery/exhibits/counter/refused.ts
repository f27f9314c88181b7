import type { RefusalShown } from "../../../../core/contract/contract.ts";
import { type Exhibit, says } from "../../exhibit.ts";
import { refusals } from "../../samples/refusals.ts";
import { refused } from "../../samples/verdicts.ts";
import { scans, sees } from "../../steps.ts";
import { atCounter } from "./at-counter.ts";

export const refusedExhibits: readonly Exhibit[] = Object.values(refusals).flatMap((shapes) =>
	Object.entries<RefusalShown>(shapes).map(([shape, refusal]) =>
		atCounter(`refused/${refusal.reason}-${shape}`, `[data-verdict=refused][data-reason=${refusal.reason}]`, {
			script: { scan: says(refused(refusal)) },
			steps: [sees("[data-verdict=waiting]"), scans("VOUCHER-1")],
		}),
	),
);
