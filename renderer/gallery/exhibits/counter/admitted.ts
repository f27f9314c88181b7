import { type Exhibit, says } from "../../exhibit.ts";
import { soiree } from "../../samples/palace.ts";
import { type AdmittedVerdict, admitted } from "../../samples/verdicts.ts";
import { scans, sees } from "../../steps.ts";
import { atCounter } from "./at-counter.ts";

export const admittedExhibits: readonly Exhibit[] = [
	admission("one", admitted(1)),
	admission("four", admitted(4)),
	admission("nine", admitted(9)),
	admission("two-remaining-three", admitted(2, 3)),
	admission("with-place", admitted(3, 0, { place: 2 })),
	admission("without-hall", admitted(2, 0, { session: { ...soiree, hall: null } })),
];

function admission(state: string, verdict: AdmittedVerdict): Exhibit {
	return atCounter(`admitted/${state}`, "[data-verdict=admitted]", {
		script: { scan: says(verdict) },
		steps: [sees("[data-verdict=waiting]"), scans("VOUCHER-1")],
	});
}
