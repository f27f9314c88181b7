import assert from "node:assert/strict";
import { test } from "node:test";
import { type GunPrefix, noPrefix } from "../../../renderer/kiosk/scan/gun-prefix.ts";
import type { KeyEvent } from "../../../renderer/kiosk/scan/key-event.ts";
import { openKeyboardSession } from "../../../renderer/kiosk/scan/keyboard-session.ts";
import type { Emission } from "../../../renderer/kiosk/scan/wedge.ts";
import { type ManualPageClock, manualPageClock } from "../manualPageClock.ts";

const code = "V1:ABCDEFGH";
const fingerHoldMs = 90;

type Rig = {
	readonly clock: ManualPageClock;
	readonly emitted: Emission[];
	/** The keys that page and browser saw. */
	readonly seen: string[];
	readonly snapshots: () => number;
	readonly restores: () => number;
	readonly down: (name: string, change?: Partial<KeyEvent>) => void;
	readonly up: (name: string, change?: Partial<KeyEvent>) => void;
	/** Types a text as a gun does: ten milliseconds a key, each held for eight. */
	readonly shoot: (text: string) => Promise<void>;
	/** A finger's key. */
	readonly press: (name: string, change?: Partial<KeyEvent>) => Promise<void>;
	readonly paste: (text: string) => void;
	readonly stop: () => void;
};

function openRig({ isTyping = false, prefix = noPrefix }: { isTyping?: boolean; prefix?: GunPrefix } = {}): Rig {
	const clock = manualPageClock();
	const emitted: Emission[] = [];
	const seen: string[] = [];
	const counts = { snapshots: 0, restores: 0 };
	const field = {
		takeSnapshot: () => void counts.snapshots++,
		restore: () => void counts.restores++,
	};
	const session = openKeyboardSession(
		{ isTyping: () => isTyping, onEmission: (emission) => void emitted.push(emission), prefix, field },
		clock,
	);
	function down(name: string, change: Partial<KeyEvent> = {}): void {
		let isPrevented = false;
		session.handleKeyDown({
			...eventOf(name, clock.monoMs()),
			...change,
			stopPropagation: () => {},
			preventDefault: () => {
				isPrevented = true;
			},
		});
		if (!isPrevented) seen.push(name);
	}
	const up = (name: string, change: Partial<KeyEvent> = {}) =>
		session.handleKeyUp({ ...eventOf(name, clock.monoMs()), ...change });
	return {
		clock,
		emitted,
		seen,
		snapshots: () => counts.snapshots,
		restores: () => counts.restores,
		down,
		up,
		async shoot(text) {
			for (const character of text) {
				down(character);
				await clock.move(8);
				up(character);
				await clock.move(2);
			}
		},
		async press(name, change) {
			down(name, change);
			await clock.move(fingerHoldMs);
			up(name, change);
		},
		paste: session.handlePaste,
		stop: session.stop,
	};
}

function eventOf(name: string, timeStamp: number): KeyEvent {
	return {
		key: name,
		code: codeOf(name),
		altKey: false,
		ctrlKey: false,
		metaKey: false,
		shiftKey: /^[A-Z:]$/.test(name),
		repeat: false,
		isComposing: false,
		keyCode: 0,
		timeStamp,
		getModifierState: () => false,
	};
}

function codeOf(name: string): string {
	if (/^[a-z]$/i.test(name)) return `Key${name.toUpperCase()}`;
	if (/^\d$/.test(name)) return `Digit${name}`;
	return name === ":" ? "Semicolon" : name;
}

function summarize(emitted: readonly Emission[]): readonly string[] {
	return emitted.map((emission) => (emission.kind === "scan" ? `scan ${emission.text}` : `key ${emission.key.code}`));
}

test("a code from a gun is one scan, and the page sees none of its keys", async () => {
	const rig = openRig();
	await rig.shoot(code);
	await rig.press("Enter");
	await rig.clock.move(1000);
	assert.deepEqual([summarize(rig.emitted), rig.seen], [[`scan ${code}`], []]);
});

test("a gun that closes its codes with no key has its code read after a pause", async () => {
	const rig = openRig();
	await rig.shoot(code);
	assert.deepEqual(summarize(rig.emitted), []);
	await rig.clock.move(1000);
	assert.deepEqual(summarize(rig.emitted), [`scan ${code}`]);
});

test("what a gun typed into a text field is taken out of it again", async () => {
	const rig = openRig({ isTyping: true });
	await rig.shoot(code);
	await rig.clock.move(1000);
	assert.deepEqual([summarize(rig.emitted), rig.snapshots(), rig.restores()], [[`scan ${code}`], 1, 1]);
	assert.ok(rig.seen.length < code.length, "once it was known for a gun's, no key reached the field");
});

test("a person's key is emitted once the pause shows that no gun typed it", async () => {
	const rig = openRig();
	rig.down("F2");
	await rig.clock.move(49);
	assert.deepEqual(summarize(rig.emitted), []);
	await rig.clock.move(1);
	assert.deepEqual([summarize(rig.emitted), rig.seen], [["key F2"], []]);
});

test("in a text field letters and the chords of editing are the field's; Enter, function keys and other chords are not", async () => {
	const rig = openRig({ isTyping: true });
	for (const name of ["a", "Enter", "F5"]) {
		await rig.press(name);
		await rig.clock.move(200);
	}
	for (const name of ["v", "r"]) {
		await rig.press(name, { ctrlKey: true });
		await rig.clock.move(200);
	}
	assert.deepEqual(rig.seen, ["a", "v"]);
});

test("a key held down is pressed once, and its repeats do not reach the page", async () => {
	const rig = openRig();
	rig.down("ArrowRight");
	for (let i = 0; i < 20; i++) {
		await rig.clock.move(33);
		rig.down("ArrowRight", { repeat: true });
	}
	rig.up("ArrowRight");
	await rig.clock.move(1000);
	assert.deepEqual([summarize(rig.emitted), rig.seen], [["key ArrowRight"], []]);
});

test("a gun that types each character by its number, with Alt held down, is read", async () => {
	const rig = openRig();
	for (const character of code) {
		for (const digit of String(character.charCodeAt(0)).padStart(4, "0")) {
			rig.down(digit, { code: `Numpad${digit}`, altKey: true });
			await rig.clock.move(2);
		}
		rig.up("Alt");
		await rig.clock.move(2);
	}
	await rig.clock.move(1000);
	assert.deepEqual([summarize(rig.emitted), rig.seen], [[`scan ${code}`], []]);
});

test("a code whose keys wait while the page stalls is still one scan, and none of its keys a person's", async () => {
	const rig = openRig();
	const [first = "", ...rest] = code;
	rig.down(first);
	rig.clock.stall(300);
	await rig.clock.move(0);
	for (const [i, character] of rest.entries()) rig.down(character, { timeStamp: 10 * (i + 1) });
	await rig.clock.move(1000);
	assert.deepEqual(summarize(rig.emitted), [`scan ${code}`]);
});

test("a code that is pasted counts as scanned, but not while somebody types", () => {
	const rig = openRig();
	rig.paste(`  ${code}\n`);
	rig.paste("   ");
	const typing = openRig({ isTyping: true });
	typing.paste(code);
	assert.deepEqual([summarize(rig.emitted), summarize(typing.emitted)], [[`scan ${code}`], []]);
});

test("a key that is still held back when the screen is left is dropped", async () => {
	const rig = openRig();
	rig.down("F2");
	rig.stop();
	await rig.clock.move(1000);
	assert.deepEqual(rig.emitted, []);
});
