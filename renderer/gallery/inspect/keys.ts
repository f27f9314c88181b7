import type { Fault } from "./fault.ts";
import { interactive, isOperable } from "./touch.ts";

/** Everything at the counter can be done by keyboard: a clickable control shows its key, or is a text field. */
export function inspectKeys(root: Element): readonly Fault[] {
	return [...root.querySelectorAll(interactive)].filter(isOperable).flatMap((element): readonly Fault[] => {
		const isKeyed = element.hasAttribute("aria-keyshortcuts") || element.querySelector(".keycap") !== null;
		const isTyped = element.matches("input, textarea, select");
		return isKeyed || isTyped ? [] : [{ check: "keys", element, detail: "no key does what it does" }];
	});
}
