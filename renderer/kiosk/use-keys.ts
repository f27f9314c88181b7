import { useLayoutEffect, useRef } from "preact/hooks";
import { noPrefix, readPrefix } from "./scan/gun-prefix.ts";
import { listenToKeyboard } from "./scan/keyboard.ts";
import type { Emission } from "./scan/wedge.ts";

/**
 * Passes the scans of a gun and the keys of a person to a screen, as separate emissions. `gunPrefix` is the setting's
 * text.
 */
export function useKeys(onEmission: (emission: Emission) => void, gunPrefix: string | null = null): void {
	const latest = useRef(onEmission);
	latest.current = onEmission;
	useLayoutEffect(() => {
		const prefix = readPrefix(gunPrefix ?? "") ?? noPrefix;
		const keyboard = listenToKeyboard(isTyping, (emission) => latest.current(emission), prefix);
		return keyboard.stop;
	}, [gunPrefix]);
}

/** Fields marked `data-keys` are filled from the emitted keys, so the browser must not type into them as well. */
function isTyping(): boolean {
	const focused = document.activeElement;
	return focused instanceof HTMLInputElement && focused.dataset.keys !== "counter";
}
