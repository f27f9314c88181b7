import type { Area, Mutant } from "./mutant.ts";

type Describe = (breaks: string, snippet: string, replacement: string) => Mutant;

function of(file: string, ...tests: readonly string[]): Describe {
	return (breaks, snippet, replacement) => ({ file, snippet, replacement, breaks, tests });
}

const serialTests = "test/main/scanning/*.test.ts";
const keyboardTests = "test/renderer/scan/{wedge,keyboardSession,hostileCode}.test.ts";
const serialLine = of("main/scanning/serialLine.ts", serialTests);
const serialCodes = of("main/scanning/serialCodes.ts", serialTests);
const wedge = of("renderer/kiosk/scan/wedge.ts", keyboardTests);
const burst = of("renderer/kiosk/scan/burst.ts", keyboardTests);

/** True every second time it is evaluated. A mutant replaces one snippet, so it keeps its state in a global variable. */
const everySecondTime =
	'(Reflect.set(globalThis, "isOdd", !Reflect.get(globalThis, "isOdd")), !Reflect.get(globalThis, "isOdd"))';

export const scanning: Area = {
	name: "scanning",
	tests: [serialTests, keyboardTests],
	mutants: [
		serialLine(
			"every second code of a serial scanner is cut to 60 characters",
			"for (const text of heard.codes) scanned(text);",
			`for (const text of heard.codes) scanned(${everySecondTime} ? text.slice(0, 60) : text);`,
		),
		serialLine(
			"every second code that a serial scanner ends with a pause is cut to 60 characters",
			'if (text !== "") scanned(text);',
			`if (text !== "") scanned(${everySecondTime} ? text.slice(0, 60) : text);`,
		),
		serialLine(
			"a serial scanner's code that comes after a pause loses its first character",
			"const heard = splitCodes(pending, bytes);",
			[
				'const pausedMs = timers.monoMs() - Number(Reflect.get(globalThis, "pushedAtMs") ?? Infinity);',
				'Reflect.set(globalThis, "pushedAtMs", timers.monoMs());',
				"const heard = splitCodes(pending, pausedMs > 100 ? bytes.subarray(1) : bytes);",
			].join("\n"),
		),
		serialLine(
			"a serial scanner's code that comes in pieces loses all but the last",
			"splitCodes(pending, bytes)",
			'splitCodes("", bytes)',
		),
		serialLine("a code that a serial scanner ends with a pause comes twice", 'pending = "";\n\t\tif', "if"),
		serialCodes("a serial scanner's code is cut to 60 characters", "text.length <= longestCode", "text.length < 60"),
		serialCodes(
			"a character of a serial scanner's code comes twice",
			"text += String.fromCharCode(byte);",
			"text += String.fromCharCode(byte).repeat(text.length === 100 ? 2 : 1);",
		),
		serialCodes(
			"what comes after the terminator in the same bytes is lost",
			'text = "";\n\t\t} else',
			'text = "";\n\t\t\tbreak;\n\t\t} else',
		),
		wedge(
			"every second code of a keyboard scanner is cut to 60 characters",
			"text: text.slice(0, longestCode + 1)",
			`text: text.slice(0, ${everySecondTime} ? 60 : longestCode + 1)`,
		),
		wedge(
			"a keyboard scanner's code that comes after a pause loses its first character",
			"heldKeys: [...before.heldKeys, { key, upAtMs: null }]",
			"heldKeys: before.heldKeys.length === 0 && before.ignoreUntilMs > 0 && key.atMs > before.ignoreUntilMs ? [] : [...before.heldKeys, { key, upAtMs: null }]",
		),
		burst(
			"a character of a keyboard scanner's code comes twice",
			"const typed = trimEndKeys(presses);",
			"const typed = trimEndKeys(presses).flatMap((press, i) => (i === 100 ? [press, press] : [press]));",
		),
	],
};
