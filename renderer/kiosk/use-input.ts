import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Bridge } from "../../core/contract/contract.ts";
import { findCode } from "../../core/protocol/scannedText.ts";
import { type CameraView, startCamera } from "./scan/camera.ts";
import { noPrefix, readPrefix } from "./scan/gun-prefix.ts";
import { listenToKeyboard } from "./scan/keyboard.ts";
import type { Emission } from "./scan/wedge.ts";

/** Passes the codes that a serial scanner reads to a screen, without what the scanner adds to them. */
export function useSerial(bridge: Bridge, onText: (text: string) => void): void {
	const latest = useRef(onText);
	latest.current = onText;
	useEffect(() => bridge.onScanned((text) => latest.current(findCode(text))), [bridge]);
}

/** The camera chosen in set-up (`deviceId`) while it is plugged in; otherwise any other. */
export function useCamera(onText: (text: string) => void, deviceId: string | null = null): CameraView {
	const [view, setView] = useState<CameraView>({ state: "starting", stream: null });
	const latest = useRef(onText);
	latest.current = onText;
	// A layout effect runs before the first paint, which is slow on a cold start. Keys and drivers start likewise.
	useLayoutEffect(() => {
		const camera = startCamera(setView, ({ text }) => latest.current(text), deviceId);
		return camera.stop;
	}, [deviceId]);
	return view;
}

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
