import { useEffect, useReducer, useRef } from "preact/hooks";
import type { Bridge } from "../../../core/contract/contract.ts";
import { sound } from "../../ui/sound.ts";
import { ask } from "../call-main.ts";
import { advanceCall, type Call, quietCall } from "./call.ts";
import type { ReadyState } from "./closure.ts";

/** The chime comes again for whoever looks for the kiosk; not so often that it is in anybody's way. */
const chimeMs = 12_000;

/** Calling for staff from this kiosk; `tap` calls, and takes the call back. */
export function useCall(bridge: Bridge, state: ReadyState): { readonly call: Call; readonly tap: () => void } {
	const [call, tell] = useReducer(advanceCall, quietCall);
	const isWanted = state.wanted.some(({ of }) => of === "member");
	const latest = useRef(isWanted);
	latest.current = isWanted;

	useEffect(() => tell({ kind: "told", isWanted }), [isWanted]);
	useEffect(() => {
		const { asking } = call;
		if (asking === null) return;
		void ask(bridge, "callStaff", { is: asking }).then((answer) => {
			const isNoted = answer.kind === "answer" && answer.output.kind === "noted";
			tell(isNoted ? { kind: "noted", is: asking } : { kind: "failed" });
		});
	}, [bridge, call.asking]);
	useEffect(() => {
		if (!call.isWanted) return;
		sound("called");
		const chime = setInterval(() => sound("called"), chimeMs);
		return () => clearInterval(chime);
	}, [call.isWanted]);

	return { call, tap: () => tell({ kind: "tapped", atMs: performance.now() }) };
}
