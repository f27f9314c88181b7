import type { EnrolmentOutcome } from "../../../core/contract/contract.ts";
import { type Exhibit, fails, never, type Script, says } from "../exhibit.ts";
import { nowMs } from "../samples/moment.ts";
import { scans, sees } from "../steps.ts";
import { atKiosk } from "./at-kiosk.ts";

type Failure = Extract<EnrolmentOutcome, { kind: "failed" }>["why"];

/** Longer than most: the field must bear it. */
const code = "KX7M-23456789ABCDEFGHJKLMNPQRSTUVWX.7Q@https://hub.example.org";
const failures: Readonly<Record<Failure, Exhibit>> = {
	notACode: failed("notACode"),
	unreachable: failed("unreachable"),
	codeRefused: failed("codeRefused"),
	untrustedHub: failed("untrustedHub"),
	rubbish: failed("rubbish"),
	alreadyEnrolled: failed("alreadyEnrolled"),
	keyringMissing: failed("keyringMissing"),
};

export const enrolExhibits: readonly Exhibit[] = [
	atKiosk("enrol/idle", "[data-enrol=idle]", { script: unenrolled({}) }),
	atKiosk("enrol/no-camera", "[data-camera=absent]", { script: unenrolled({}), camera: "absent" }),
	tried("busy", never),
	tried("enrolled", says<EnrolmentOutcome>({ kind: "enrolled" })),
	tried("unanswered", fails),
	...Object.values(failures),
];

function failed(why: Failure): Exhibit {
	return tried(why, says<EnrolmentOutcome>({ kind: "failed", why }));
}

function tried(outcome: string, enrol: NonNullable<Script["enrol"]>): Exhibit {
	return atKiosk(`enrol/${outcome}`, `[data-enrol=${outcome}]`, {
		script: unenrolled({ enrol }),
		steps: [sees("[data-enrol=idle]"), scans(code)],
	});
}

function unenrolled(script: Script): Script {
	return { state: says({ kind: "unenrolled", nowMs, clock: { kind: "sure" } }), ...script };
}
