import { useEffect, useReducer, useRef } from "preact/hooks";
import type { Bridge } from "../../../core/contract/contract.ts";
import type { ReadyState } from "../../../core/contract/kioskState.ts";
import { playSound } from "../../ui/sound.ts";
import { callMain } from "../call-main.ts";
import { type CallButtonState, idleCallButton, reduceCallButton } from "./call-button.ts";

/** The chime repeats, so that staff can find the kiosk, but seldom enough not to disturb. */
const chimeIntervalMs = 12_000;

/** The state of the call button; `tap` calls staff, or cancels the call. */
export function useCallButton(
	bridge: Bridge,
	state: ReadyState,
): { readonly call: CallButtonState; readonly tap: () => void } {
	const [call, dispatch] = useReducer(reduceCallButton, idleCallButton);
	const isWanted = state.wanted.some(({ of }) => of === "member");
	const latest = useRef(isWanted);
	latest.current = isWanted;

	useEffect(() => dispatch({ kind: "stateChanged", isWanted }), [isWanted]);
	useEffect(() => {
		const { pending } = call;
		if (pending === null) return;
		void callMain(bridge, "callStaff", { is: pending }).then((answer) => {
			const isNoted = answer.kind === "answer" && answer.output.kind === "noted";
			dispatch(isNoted ? { kind: "noted", is: pending } : { kind: "failed" });
		});
	}, [bridge, call.pending]);
	useEffect(() => {
		if (!call.isCalled) return;
		playSound("called");
		const chime = setInterval(() => playSound("called"), chimeIntervalMs);
		return () => clearInterval(chime);
	}, [call.isCalled]);

	return { call, tap: () => dispatch({ kind: "tapped", atMs: performance.now() }) };
}
