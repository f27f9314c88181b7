import type { PrinterShown, RefusalShown } from "../../../core/contract/contract.ts";
import { idleMs, ratingMs, tellMs } from "../../kiosk/self-service/stage.ts";
import { type Exhibit, fails, never, type Script, type Step, says } from "../exhibit.ts";
import { nowMs } from "../samples/moment.ts";
import { soiree } from "../samples/palace.ts";
import { refusals } from "../samples/refusals.ts";
import { type AdmittedVerdict, admitted, type OfferedVerdict, offered, refused } from "../samples/verdicts.ts";
import type { Ready } from "../samples/window.ts";
import { changes, clicks, scans, sees, stops, waits } from "../steps.ts";
import { alone, atSelfService } from "./at-self-service.ts";

const fewer = clicks("[data-touch=fewer]");
const low = clicks("[data-touch=low]");
/** As a person does: what has only just come under the finger does not count yet. */
const hesitates = waits(1000);
const scan: readonly Step[] = [sees("[data-verdict=waiting]"), scans("VOUCHER-1")];
const shown = sees("[data-verdict=admitted]");
const rated = [shown, waits(tellMs), sees("[data-rating]")];

const paperOut: PrinterShown = { kind: "trouble", why: "paperOut", sinceMs: nowMs, waiting: 1 };
const ticketed = admitted(3, 0, { isTicketed: true });
const unseated = { ...soiree, entry: { kind: "open" } } as const;

export const selfServiceVerdictExhibits: readonly Exhibit[] = [
	offer("party-of-2", offered(2)),
	offer("party-of-9", offered(9, 9, { seats: [86, 87, 88, 89, 90, 106, 107, 108, 109] })),
	offer("two-of-three", offered(3, 3, { seats: [86, 87, 88] }), [fewer]),
	offer("two-left-of-six", offered(6, 2)),
	offer("seven-of-nine-low", offered(9), [low, fewer, fewer]),
	offer("recording", offered(4), [hesitates, clicks("[data-touch=confirm]")], { admit: never }),
	offer("still-there", offered(3), [waits(idleMs), sees("[data-touch=stay]")]),
	offer("still-there-low", offered(3), [low, waits(idleMs), sees("[data-touch=stay]")]),
	admission("one", admitted(1)),
	admission("nine", admitted(9)),
	admission("two-remaining-one", admitted(2, 1)),
	admission("gate", admitted(3, 1, { session: unseated, place: 2, seats: [] })),
	admission("nine-through-the-gate", admitted(9, 0, { session: { ...unseated, hall: null }, seats: [] })),
	admission("boarding", admitted(2, 0, { session: boat(), seats: [] })),
	admission("ticket", ticketed),
	admission("ticket-low", ticketed, [low]),
	admission("low", admitted(2, 1), [low]),
	admission("ticket-held", ticketed, [sees("[data-ticket=out]"), changes, sees("[data-ticket=held]")], {
		state: emptiedByTicket,
	}),
	admission("rating", admitted(2, 1), rated),
	admission("rating-nearly-over", admitted(4), [...rated, waits(ratingMs - 3500)]),
	admission("rating-low", admitted(3), [low, ...rated]),
	atSelfService("admitted/thanks", "[data-verdict=thanks]", {
		script: { scan: says(admitted(3)), rate: says({ kind: "noted" } as const) },
		steps: [...scan, ...rated, hesitates, clicks('[data-rating="5"]'), sees("[data-verdict=thanks]"), stops],
	}),
	...Object.values(refusals).flatMap((shapes) =>
		Object.entries<RefusalShown>(shapes).map(([shape, refusal]) => refusing(`${refusal.reason}-${shape}`, refusal)),
	),
	refusing("low", { reason: "cancelled" }, [low]),
	atSelfService("trouble/interrupted", "[data-reason=interrupted]", {
		search: "revived",
		steps: [sees("[data-reason=interrupted]"), stops],
	}),
	trouble("failed", fails),
	trouble("unanswered", never),
];

function offer(state: string, verdict: OfferedVerdict, steps: readonly Step[] = [], script: Script = {}): Exhibit {
	return atSelfService(`offered/${state}`, "[data-verdict=offered]", {
		script: { scan: says(verdict), ...script },
		steps: [...scan, sees("[data-verdict=offered]"), ...steps, stops],
	});
}

function admission(state: string, verdict: AdmittedVerdict, steps: readonly Step[] = [], script: Script = {}): Exhibit {
	return atSelfService(`admitted/${state}`, "[data-verdict=admitted]", {
		script: { scan: says(verdict), ...script },
		steps: [...scan, shown, ...steps, stops],
	});
}

function refusing(state: string, refusal: RefusalShown, steps: readonly Step[] = []): Exhibit {
	const shows = `[data-verdict=refused][data-reason=${refusal.reason}]`;
	return atSelfService(`refused/${state}`, shows, {
		script: { scan: says(refused(refusal)) },
		steps: [...scan, sees(shows), ...steps, stops],
	});
}

function trouble(why: "failed" | "unanswered", answer: () => Promise<never>): Exhibit {
	const shows = `[data-reason=${why}]`;
	return atSelfService(`trouble/${why}`, shows, { script: { scan: answer }, steps: [...scan, sees(shows), stops] });
}

/** There was paper for all tickets but this one. */
async function emptiedByTicket(): Promise<Ready> {
	return alone(document.querySelector("[data-ticket]") === null ? {} : { printer: paperOut });
}

function boat(): typeof soiree {
	const title = { "zh-CN": "珠江夜游", "zh-Hant": "珠江夜遊", en: "Pearl River night cruise" };
	const pier = { "zh-CN": "大沙头码头三号泊位", "zh-Hant": "大沙頭碼頭三號泊位", en: "Dashatou Pier, berth 3" };
	return { ...soiree, title, hall: null, entry: { kind: "boarding", pier } };
}
