import { useEffect, useRef, useState } from "preact/hooks";
import type { Bridge } from "../../../core/contract/contract.ts";
import type { ReadyState } from "../../../core/contract/kioskState.ts";
import { playSound } from "../../ui/sound.ts";
import { pageClock } from "../page-clock.ts";
import { type CallButtonState, idleCallButton } from "./call-button.ts";
import { type CallButtonDriver, openCallButtonDriver } from "./call-button-driver.ts";

/** The state of the call button; `tap` calls staff, or cancels the call. */
export function useCallButton(
	bridge: Bridge,
	state: ReadyState,
): { readonly call: CallButtonState; readonly tap: () => void } {
	const [call, setCall] = useState<CallButtonState>(idleCallButton);
	const driver = useRef<CallButtonDriver>(undefined);
	const isWanted = state.wanted.some(({ of }) => of === "member");

	useEffect(() => {
		const options = { onCall: setCall, playChime: () => playSound("called") };
		const opened = openCallButtonDriver(bridge, options, pageClock);
		driver.current = opened;
		return opened.stop;
	}, [bridge]);
	useEffect(() => driver.current?.dispatch({ kind: "stateChanged", isWanted }), [isWanted]);

	return { call, tap: () => driver.current?.dispatch({ kind: "tapped", atMs: performance.now() }) };
}
