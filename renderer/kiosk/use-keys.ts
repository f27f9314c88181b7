import { useLayoutEffect, useRef } from "preact/hooks";
import { noPrefix, readPrefix } from "./scan/gun-prefix.ts";
import { listenToKeyboard } from "./scan/keyboard.ts";
import type { Emission } from "./scan/wedge.ts";

/** Gives a screen what a gun scanned and what a person pressed, told apart; `gunPrefix` as set-up sets it. */
export function useKeys(onEmission: (emission: Emission) => void, gunPrefix: string | null = null): void {
	const latest = useRef(onEmission);
	latest.current = onEmission;
	useLayoutEffect(() => {
		const prefix = readPrefix(gunPrefix ?? "") ?? noPrefix;
		const keyboard = listenToKeyboard(isTyping, (emission) => latest.current(emission), prefix);
		return keyboard.stop;
	}, [gunPrefix]);
}

/** The counter's own fields are typed into by its keys, told from a gun's; no key may reach them twice. */
function isTyping(): boolean {
	const focused = document.activeElement;
	return focused instanceof HTMLInputElement && focused.dataset.keys !== "counter";
}
