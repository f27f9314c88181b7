import assert from "node:assert/strict";
import { test } from "node:test";
import { createAdmission, createOffer, createRefusal } from "../../../renderer/gallery/samples/verdicts.ts";
import { createScriptedBridge } from "../../../renderer/gallery/scripted-bridge.ts";
import { type Counter, type CounterDisplay, idleCounter } from "../../../renderer/kiosk/counter/counter.ts";
import { openCounterDriver } from "../../../renderer/kiosk/counter/counter-driver.ts";
import { soundOfDisplay } from "../../../renderer/kiosk/counter/display-sound.ts";
import { manualPageClock, settled } from "../manualPageClock.ts";

/** A main process that offers three persons for a code, refuses each short number, and admits. */
function openRig() {
	const clock = manualPageClock();
	const sent: unknown[] = [];
	let counter = idleCounter;
	const record = (name: string, input: object) => void sent.push({ name, ...input });
	const bridge = createScriptedBridge({
		scan(input) {
			record("scan", input);
			return Promise.resolve(createOffer(3));
		},
		number(input) {
			record("number", input);
			return Promise.resolve(createRefusal({ reason: "shortNumberMalformed", why: "checkDigit" }));
		},
		admit(input) {
			record("admit", input);
			return Promise.resolve(createAdmission(input.persons, 3 - input.persons));
		},
	});
	const onCounter = (next: Counter) => {
		counter = next;
	};
	return {
		driver: openCounterDriver(bridge, idleCounter, onCounter, clock),
		clock,
		sent,
		shown: () => counter.display,
	};
}

test("a code is sent with its source, and the chosen number is admitted for its offer", async () => {
	const { driver, sent, shown } = openRig();
	driver.dispatch({ kind: "seen", text: "A", source: "serial", atMs: 0 });
	await settled();
	assert.equal(shown().kind, "offered");
	driver.dispatch({ kind: "chose", persons: 2 });
	driver.dispatch({ kind: "confirmed", atMs: 2000 });
	await settled();
	assert.deepEqual(sent, [
		{ name: "scan", text: "A", source: "serial" },
		{ name: "admit", offer: "o1", persons: 2 },
	]);
	assert.equal(soundOfDisplay(shown()), "admitted");
});

test("a short number is sent with the card's last digits", async () => {
	const { driver, sent, shown } = openRig();
	driver.dispatch({ kind: "typed", number: "12345678901", card: "0417", atMs: 0 });
	await settled();
	assert.deepEqual(sent, [{ name: "number", number: "12345678901", card: "0417" }]);
	assert.equal(soundOfDisplay(shown()), "refused");
});

test("each display has its sound, an override's admission one of its own, and waiting none", () => {
	const scan = { scan: 1, text: "A", source: "wedge" } as const;
	const override = { scan: 2, text: "", source: "override" } as const;
	const admitted = createAdmission(1);
	const displays: readonly CounterDisplay[] = [
		{ kind: "waiting" },
		{ kind: "offered", scan, verdict: createOffer(2), chosen: 2 },
		{ kind: "trouble", scan, why: "unanswered", sinceMs: 0 },
		{ kind: "final", scan, verdict: admitted, sinceMs: 0 },
		{ kind: "final", scan: override, verdict: admitted, sinceMs: 0 },
	];
	assert.deepEqual(displays.map(soundOfDisplay), [null, "offered", "trouble", "admitted", "overridden"]);
});
