import { useEffect, useRef } from "preact/hooks";
import type { Bridge } from "../../core/contract/contract.ts";

/** Passes what a serial scanner read to a screen. */
export function useSerial(bridge: Bridge, onText: (text: string) => void): void {
	const latest = useRef(onText);
	latest.current = onText;
	useEffect(() => bridge.onScanned((text) => latest.current(text)), [bridge]);
}
