import type { Fault } from "./fault.ts";
import { interactive, isOperable } from "./touch.ts";

/** All of the counter is done by keys: what can be pressed with a mouse names its key, and fields are typed into. */
export function inspectKeys(root: Element): readonly Fault[] {
	return [...root.querySelectorAll(interactive)].filter(isOperable).flatMap((element): readonly Fault[] => {
		const isKeyed = element.hasAttribute("aria-keyshortcuts") || element.querySelector(".keycap") !== null;
		const isTyped = element.matches("input, textarea, select");
		return isKeyed || isTyped ? [] : [{ check: "keys", element, detail: "no key does what it does" }];
	});
}
