import type { PrinterShown, RefusalShown } from "../../../core/contract.ts";
import { idleMs } from "../../kiosk/self-service/stage.ts";
import { type Exhibit, fails, never, type Script, type Step, says } from "../exhibit.ts";
import { nowMs } from "../samples/moment.ts";
import { soiree } from "../samples/palace.ts";
import { refusals } from "../samples/refusals.ts";
import { type AdmittedVerdict, admitted, type OfferedVerdict, offered, refused } from "../samples/verdicts.ts";
import type { Ready } from "../samples/window.ts";
import { changes, clicks, pause, scans, sees, stays } from "../steps.ts";
import { alone, atSelfService, eachSize } from "./at-self-service.ts";

const waiting = "[data-verdict=waiting]";
const fewer = clicks("[data-touch=fewer]");
const low = clicks("[data-touch=low]");
const paperOut: PrinterShown = { kind: "trouble", why: "paperOut", sinceMs: nowMs, waiting: 1 };
const family = offered(3);

/** As a person does: what has only just come under the finger does not count yet. */
const hesitates = () => pause(700);
/** Nobody touches it for as long as it waits, and a little less. */
const idles = () => pause(idleMs - 3000);

export const selfServiceVerdictExhibits: readonly Exhibit[] = [
	offer("party-of-2", offered(2)),
	offer("party-of-9", offered(9)),
	offer("two-of-three", family, [fewer]),
	offer("two-left-of-six", offered(6, 2)),
	offer("seven-of-nine-low", offered(9), [low, fewer, fewer]),
	offer("recording", offered(4), [confirms], { admit: never }),
	...eachSize((size) => {
		const script = { scan: says(family) };
		return atSelfService(`offered/still-there-${size}`, "[data-touch=stay]", {
			script,
			steps: [...scan(), sees("[data-verdict=offered]"), idles],
		});
	}),
	...eachSize((size) => {
		const script = { scan: says(family) };
		const steps = [...scan(), low, idles];
		return atSelfService(`offered/still-there-low-${size}`, "[data-touch=stay]", { script, steps });
	}),
	...admission("one", admitted(1)),
	...admission("nine", admitted(9)),
	...admission("two-remaining-one", admitted(2, 1)),
	...admission("with-place", admitted(3, 0, { place: 2 })),
	...admission("without-hall", admitted(2, 0, { session: { ...soiree, hall: null } })),
	...admission("ticket", admitted(3, 0, { isTicketed: true })),
	...admission("ticket-low", admitted(3, 0, { isTicketed: true }), [low]),
	...admission("low", admitted(2, 1), [low]),
	admissionOf("ticket-held", admitted(3, 0, { isTicketed: true }), "[data-ticket=held]", {
		steps: [...scan(), sees("[data-ticket=out]"), changes, sees("[data-ticket=held]"), stays],
		script: { state: emptiedByTicket },
	}),
	admissionOf("rating", admitted(2, 1), "[data-rating]", { steps: [...scan(), sees("[data-rating]"), stays] }),
	admissionOf("rating-low", admitted(3), "[data-rating]", { steps: [...scan(), low, sees("[data-rating]"), stays] }),
	...eachSize((size) =>
		admissionOf(`thanks-${size}`, admitted(3), "[data-verdict=thanks]", {
			steps: [...scan(), sees("[data-rating]"), hesitates, clicks('[data-rating="5"]')],
		}),
	),
	...Object.values(refusals).flatMap((shapes) =>
		Object.entries<RefusalShown>(shapes).map(([shape, refusal]) => refusing(`${refusal.reason}-${shape}`, refusal)),
	),
	refusing("low", { reason: "cancelled" }, [low]),
	trouble("failed", fails),
	trouble("unanswered", never),
];

function scan(): readonly Step[] {
	return [sees(waiting), scans("VOUCHER-1")];
}

/** There was paper for all tickets but this one. */
async function emptiedByTicket(): Promise<Ready> {
	return alone(document.querySelector("[data-ticket]") === null ? {} : { printer: paperOut });
}

async function confirms(): Promise<void> {
	await hesitates();
	await clicks("[data-touch=confirm]")();
}

function offer(state: string, verdict: OfferedVerdict, steps: readonly Step[] = [], script: Script = {}): Exhibit {
	return atSelfService(`offered/${state}`, "[data-verdict=offered]", {
		script: { scan: says(verdict), ...script },
		steps: [...scan(), sees("[data-verdict=offered]"), ...steps, stays],
	});
}

function admission(state: string, verdict: AdmittedVerdict, steps: readonly Step[] = []): readonly Exhibit[] {
	return eachSize((size) =>
		admissionOf(`${state}-${size}`, verdict, "[data-verdict=admitted][data-left='']", { steps: [...scan(), ...steps] }),
	);
}

function admissionOf(state: string, verdict: AdmittedVerdict, shows: string, other: Partial<Exhibit>): Exhibit {
	const script = { scan: says(verdict), rate: says({ kind: "noted" } as const), ...other.script };
	return atSelfService(`admitted/${state}`, shows, { ...other, script });
}

function refusing(state: string, refusal: RefusalShown, steps: readonly Step[] = []): Exhibit {
	return atSelfService(`refused/${state}`, `[data-verdict=refused][data-reason=${refusal.reason}]`, {
		script: { scan: says(refused(refusal)) },
		steps: [...scan(), ...steps, stays],
	});
}

function trouble(why: "failed" | "unanswered", answer: () => Promise<never>): Exhibit {
	return atSelfService(`trouble/${why}`, `[data-reason=${why}]`, {
		script: { scan: answer },
		steps: [...scan(), sees(`[data-reason=${why}]`), stays],
	});
}
