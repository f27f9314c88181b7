import type { Key } from "../../../renderer/kiosk/scan/key.ts";

/** A key by its place on the keyboard, as a person presses it. */
export function keyByCode(code: string, atMs = 0): Key {
	const key = code.replace(/^(Digit|Numpad|Key)/, "");
	return { key, code, shift: false, capsLock: false, composing: false, atMs };
}

/** A person's keys, one after the other; figures stand for their keys. */
export function keysByCode(...strokes: readonly string[]): readonly Key[] {
	return strokes.flatMap((stroke) =>
		/^\d+$/.test(stroke) ? [...stroke].map((digit) => keyByCode(`Digit${digit}`)) : [keyByCode(stroke)],
	);
}
