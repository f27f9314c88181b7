import { makeShortNumber } from "../../../core/allocation/shortNumber.ts";
import { encodeBase45 } from "../../../core/bytes/base45.ts";
import type { PassAnswer } from "../../../core/protocol/protocol.ts";
import { staticLength } from "../../../core/voucher/voucher.ts";
import type { Showing } from "../exhibit.ts";
import { minuteMs, nowMs } from "../samples/moment.ts";
import { matinee, programme, venue } from "../samples/palace.ts";

/** The member's page in one state: what the hub answers, and what the phone kept from before. */
export type PassExhibit = Showing & { readonly hub: typeof fetch; readonly kept: PassAnswer | null };

/** Of the right length, and signed by nobody. */
const code = `V1:${encodeBase45(Uint8Array.from({ length: staticLength }, (_, i) => (i * 89 + 7) % 256))}`;

const live: PassAnswer = {
	code,
	rotation: null,
	party: 4,
	state: "live",
	programme,
	venue,
	address: { "zh-CN": "广州市海珠区江南大道中", en: "Jiangnan Avenue Middle, Haizhu, Guangzhou" },
	session: matinee,
	number: makeShortNumber("2946071358"),
	place: 86,
	hubTimeMs: nowMs,
};
const rotating: PassAnswer = { ...live, rotation: "5a".repeat(32) };

export const passExhibits: readonly PassExhibit[] = [
	pass("loading", "[data-pass=loading]", () => new Promise(() => {})),
	pass("static", "[data-pass=ready]", answers(live)),
	pass("alone", "[data-pass=ready]", answers({ ...live, party: 1, number: null })),
	pass("rotating", "[data-step]", answers(rotating)),
	pass("clock-fast", "[data-clock=fast]", answers({ ...rotating, hubTimeMs: nowMs - 9 * minuteMs })),
	pass("clock-slow", "[data-clock=slow]", answers({ ...rotating, hubTimeMs: nowMs + 9 * minuteMs })),
	pass("offline", ".pass-note", silent, live),
	pass("cancelled", "[data-pass=cancelled]", answers({ ...live, state: "cancelled" })),
	pass("blocked", "[data-pass=blocked]", answers({ ...live, state: "blocked" })),
	pass("notFound", "[data-pass=notFound]", () => Promise.resolve(new Response(null, { status: 404 }))),
	pass("unreachable", "[data-pass=unreachable]", silent),
];

function pass(state: string, shows: string, hub: typeof fetch, kept: PassAnswer | null = null): PassExhibit {
	return { mode: "pass", screen: "pass", state, sizes: ["412x915", "360x740"], shows, hub, kept };
}

function answers(answer: PassAnswer): typeof fetch {
	return () => Promise.resolve(Response.json(answer));
}

function silent(): Promise<never> {
	return Promise.reject(new TypeError("no network"));
}
