import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeBase45 } from "../../../core/bytes/base45.ts";
import { readEnrolmentCode } from "../../../core/protocol/enrolmentCode.ts";
import { swapCase } from "../../../core/protocol/scannedText.ts";
import { noPrefix, readPrefix } from "../../../renderer/kiosk/scan/gun-prefix.ts";
import { dueAtMs, idleWedge, pressKey } from "../../../renderer/kiosk/scan/wedge.ts";
import { assertKind } from "../../expectKind.ts";
import { applyLayout, fingerStrokes, gunStrokes, layouts, play, type Stroke, usKeyOf } from "./keyStrokes.ts";

const voucher = `V1:${encodeBase45(Uint8Array.from({ length: 100 }, (_, i) => (i * 97 + 13) % 256))}`;
const enrolment = "ABCD-23456789.0123456789abcdef0123456789abcdef@https://hub.example";

function withEnter(text: string, fromMs: number, gapMs?: number): Stroke[] {
	return gunStrokes([...text, "Enter"], fromMs, gapMs);
}

function hidden(strokes: readonly Stroke[]): Stroke[] {
	return strokes.map(({ key, forMs }) => ({ key: { ...key, key: "Process", composing: true }, forMs }));
}

test("a gun's burst closed by Enter is one scan, and nothing else", () => {
	assert.deepEqual(play(withEnter(voucher, 0)).descriptions, [`scan ${voucher}`]);
});

test("a gun that closes with Tab, LF, CR and LF, two Enters or nothing is heard all the same", () => {
	const ends = [["Tab"], ["Ctrl+J"], ["Ctrl+M"], ["Enter", "Ctrl+J"], ["Ctrl+M", "Ctrl+J"], ["Enter", "Enter"], []];
	for (const end of ends) {
		const { descriptions, wedge } = play(gunStrokes([...voucher, ...end], 0));
		assert.deepEqual(descriptions, [`scan ${voucher}`], end.join(" "));
		assert.equal(wedge.endsWithKey, end.length > 0);
	}
});

test("a code closed by a key is a scan at once", () => {
	const strokes = withEnter(voucher, 0);
	const wedge = strokes.slice(0, -1).reduce((held, { key }) => pressKey(held, key).wedge, idleWedge);
	assert.equal(pressKey(wedge, strokes.at(-1)?.key ?? assert.fail()).emitted.length, 1);
});

test("a gun known to close with no key is waited for only a tenth of a second", () => {
	const { wedge } = play(gunStrokes(voucher, 0, 5));
	const next = gunStrokes("KLMNOPQRST", 9000, 5).reduce((held, { key }) => pressKey(held, key).wedge, wedge);
	assert.equal(dueAtMs(next), 9045 + 100);
});

test("of half a code it is not learned how the gun closes its codes", () => {
	assert.equal(play(gunStrokes(voucher.slice(0, 41), 0)).wedge.endsWithKey, true);
});

test("an Enter that comes late after a burst admits nobody", () => {
	const late = fingerStrokes("Enter", 153 * 5 + 600);
	assert.deepEqual(play([...gunStrokes(voucher, 0, 5), ...late]).descriptions, [`scan ${voucher}`]);
});

test("a gun that stalls within a code for a third of a second is still one scan", () => {
	const [first, second] = [voucher.slice(0, 60), voucher.slice(60)];
	assert.deepEqual(play([...gunStrokes(first, 0), ...withEnter(second, 930)]).descriptions, [`scan ${voucher}`]);
});

test("a gun that stalls after its first keys is still one scan", () => {
	const held = gunStrokes(voucher.slice(0, 3), 0).map((stroke) => ({ ...stroke, forMs: 60 }));
	assert.deepEqual(play([...held, ...withEnter(voucher.slice(3), 110)]).descriptions, [`scan ${voucher}`]);
});

test("a slow gun is known by how soon it lets go of its keys", () => {
	assert.deepEqual(play(withEnter(voucher, 0, 70)).descriptions, [`scan ${voucher}`]);
});

test("a gun that holds its keys is known by never pausing", () => {
	for (const code of [voucher, "SHORT CODE"]) {
		const strokes = withEnter(code, 0, 45).map((stroke) => ({ ...stroke, forMs: 40 }));
		assert.deepEqual(play(strokes).descriptions, [`scan ${code}`]);
	}
});

test("two codes in quick succession are two scans", () => {
	const other = `V2:${encodeBase45(new Uint8Array(112))}`;
	const strokes = [...withEnter(voucher, 0), ...withEnter(other, 1540)];
	assert.deepEqual(play(strokes).descriptions, [`scan ${voucher}`, `scan ${other}`]);
});

test("a code longer than any is cut and sent once", () => {
	assert.deepEqual(play(withEnter("7".repeat(900), 0)).descriptions, [`scan ${"7".repeat(513)}`]);
});

test("a person's digit and Enter are keys, a moment after they were pressed", () => {
	assert.deepEqual(play([...fingerStrokes("2", 0), ...fingerStrokes("Enter", 180)]).descriptions, [
		"key 2",
		"key Enter",
	]);
	assert.equal(dueAtMs(pressKey(idleWedge, usKeyOf("2", 1000)).wedge), 1050);
});

test("digits rolled by a quick hand are keys, each of them", () => {
	const strokes = [..."60719"].flatMap((digit, i) => fingerStrokes(digit, i * 60, 80));
	assert.deepEqual(play(strokes).descriptions, ["key 6", "key 0", "key 7", "key 1", "key 9"]);
	assert.deepEqual(play([...fingerStrokes("4", 0), ...fingerStrokes("2", 20)]).descriptions, ["key 4", "key 2"]);
});

test("a person who types never scans, however fast", () => {
	for (const gapMs of [60, 90, 200]) {
		const strokes = [..."ABCDEFGHIJKLMNOP"].flatMap((letter, i) => fingerStrokes(letter, i * gapMs));
		assert.equal(play(strokes).descriptions.filter((said) => said.startsWith("key")).length, 16);
	}
});

test("an arrow acts after what was pressed before it", () => {
	const strokes = [...fingerStrokes("3", 0), ...fingerStrokes("ArrowLeft", 20)];
	assert.deepEqual(play(strokes).descriptions, ["key 3", "key ArrowLeft"]);
});

test("a key that a clerk happens to press while a gun types spoils neither", () => {
	const [start, rest] = [gunStrokes(voucher.slice(0, 40), 100), withEnter(voucher.slice(40), 500)];
	for (const atMs of [75, 255]) {
		assert.deepEqual(play([...fingerStrokes("7", atMs), ...start, ...rest]).descriptions, [`scan ${voucher}`]);
	}
	const typed = [...fingerStrokes("7", 0), ...start, ...rest, ...fingerStrokes("8", 3000)];
	assert.deepEqual(play(typed).descriptions, ["key 7", `scan ${voucher}`, "key 8"]);
});

test("an Enter just before the burst is none of its characters", () => {
	assert.deepEqual(play([...fingerStrokes("Enter", 0), ...gunStrokes(voucher, 20)]).descriptions, [`scan ${voucher}`]);
});

test("a burst is read by the keys' places while an input method swallows them", () => {
	assert.deepEqual(play(hidden(withEnter(voucher, 0))).descriptions, [`scan ${voucher}`]);
	assert.deepEqual(play(hidden(gunStrokes("aBcDeFgHiJkL", 0))).descriptions, ["scan aBcDeFgHiJkL"]);
});

for (const [name, layout] of Object.entries(layouts)) {
	test(`a US gun is read on a host whose layout is ${name}`, () => {
		// The last reads as a code on a QWERTZ host too, but for its colon, and is another one there.
		for (const code of [voucher, enrolment, `V1:${"YZ0".repeat(50)}`]) {
			const strokes = applyLayout(withEnter(code, 0), layout);
			assert.notEqual(strokes.map(({ key }) => key.key).join(""), `${code}Enter`);
			assert.deepEqual(play(strokes).descriptions, [`scan ${code}`]);
		}
	});
}

test("a gun set to its host's layout is read by what the host makes of its keys", () => {
	const strokes = gunStrokes([...voucher, "Enter"], 0).map(({ key, forMs }) => ({
		key: { ...key, code: "KeyQ" },
		forMs,
	}));
	const closing = strokes.map((stroke, i) => (i === 153 ? (withEnter("", 1530)[0] ?? stroke) : stroke));
	assert.deepEqual(play(closing).descriptions, [`scan ${voucher}`]);
});

test("CapsLock turns letters round on the host, and they are turned back", () => {
	assert.ok(readEnrolmentCode(enrolment) !== null);
	for (const code of [voucher, enrolment]) {
		const strokes = withEnter(code, 0).map(({ key, forMs }) => {
			const turned = key.shift ? key.key.toLowerCase() : key.key.toUpperCase();
			return { key: { ...key, capsLock: true, key: key.key.length === 1 ? turned : key.key }, forMs };
		});
		assert.deepEqual(play(strokes).descriptions, [`scan ${code}`]);
		assert.deepEqual(play(hidden(strokes)).descriptions, [`scan ${code}`]);
	}
});

test("digits from a keypad are digits, NumLock on or off", () => {
	const off = [
		"Insert",
		"End",
		"ArrowDown",
		"PageDown",
		"ArrowLeft",
		"Clear",
		"ArrowRight",
		"Home",
		"ArrowUp",
		"PageUp",
	];
	for (const isOn of [true, false]) {
		const strokes = withEnter(voucher, 0).map(({ key, forMs }) => {
			const digit = /^[0-9]$/.test(key.key) ? Number(key.key) : null;
			if (digit === null) return { key, forMs };
			return { key: { ...key, code: `Numpad${digit}`, key: isOn ? String(digit) : (off[digit] ?? "") }, forMs };
		});
		assert.deepEqual(play(strokes).descriptions, [`scan ${voucher}`]);
	}
});

test("keys that reach the page late, all together, are judged by when they were pressed", () => {
	const strokes = [...fingerStrokes("2", 0), ...fingerStrokes("Enter", 400), ...withEnter(voucher, 1000)];
	let wedge = idleWedge;
	const said: string[] = [];
	for (const { key } of strokes) {
		const step = pressKey(wedge, key);
		wedge = step.wedge;
		said.push(...step.emitted.map((one) => (one.kind === "scan" ? one.text : one.key.key)));
	}
	assert.deepEqual(said, ["2", "Enter", voucher]);
});

test("a scan is emitted with what is known of its burst", () => {
	const [emission] = play(applyLayout(gunStrokes([...voucher, "Tab"], 0), layouts.AZERTY)).emitted;
	assertKind(emission, "scan");
	assert.deepEqual(emission.burst, {
		characters: 153,
		tookMs: 1530,
		meanGapMs: 10,
		end: "Tab",
		hasPrefix: false,
		readBy: "place",
		typed: voucher,
	});
});

/** The host's CapsLock is on, as seen in `key`. */
function withCapsLock(strokes: readonly Stroke[]): Stroke[] {
	return strokes.map(({ key, forMs }) => ({
		key: { ...key, capsLock: true, key: key.key.length === 1 ? swapCase(key.key) : key.key },
		forMs,
	}));
}

test("a prefix is known with CapsLock on, and set in either case (D4)", () => {
	for (const setting of ["]Q1", "]q1"]) {
		for (const sent of ["]Q1", "]q1"]) {
			const prefix = readPrefix(setting) ?? noPrefix;
			for (const code of [voucher, enrolment]) {
				const strokes = withEnter(sent + code, 0);
				for (const typed of [strokes, withCapsLock(strokes), hidden(withCapsLock(strokes))]) {
					const { emitted } = play(typed, prefix);
					assert.deepEqual(
						emitted.map((one) => one.kind === "scan" && [one.text, one.burst?.hasPrefix]),
						[[code, true]],
						`${setting} ${sent}`,
					);
				}
			}
		}
	}
});

test("a US gun with a prefix is read on any layout with CapsLock on (D4)", () => {
	for (const [name, layout] of Object.entries(layouts)) {
		const strokes = withCapsLock(applyLayout(withEnter(`]Q1${voucher}`, 0), layout));
		for (const prefix of [noPrefix, readPrefix("]Q1") ?? noPrefix]) {
			assert.deepEqual(play(strokes, prefix).descriptions, [`scan ${voucher}`], name);
		}
	}
});

test("a gun that types identifiers, an ECI or lower case is read without a prefix set (D4, D5)", () => {
	for (const before of ["]Q1", "q", "]Q4\\000026"]) {
		for (const code of [voucher, voucher.toLowerCase()]) {
			const strokes = withEnter(before + code, 0);
			for (const typed of [strokes, withCapsLock(strokes)]) {
				assert.deepEqual(play(typed).descriptions, [`scan ${voucher}`], before);
			}
		}
	}
});

test("full-width characters that an input method gives are read (D4)", () => {
	const wide = withEnter(voucher, 0).map(({ key, forMs }) => ({
		key: {
			...key,
			code: key.key === "Enter" ? "Enter" : "",
			key:
				key.key === "Enter"
					? "Enter"
					: key.key.replace(/[!-~]/, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
		},
		forMs,
	}));
	assert.deepEqual(play(wide).descriptions, [`scan ${voucher}`]);
});
