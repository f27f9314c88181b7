import type { ClockStatus } from "../../core/contract/contract.ts";
import type { ReadyState } from "../../core/contract/kioskState.ts";
import type { StaffId } from "../../core/identity.ts";
import type { Trouble } from "../words/trouble.ts";
import type { PollResult } from "./state-poll.ts";

/** A state of the kiosk, and how far main's clock is ahead of the page's. */
type TimedState = { readonly state: ReadyState; readonly aheadMs: number };
/** The last known state of a self-service kiosk. */
export type SelfServiceState = TimedState;

/** The screen to draw, with what it shows. */
export type ScreenChoice =
	| { readonly screen: "start" }
	| { readonly screen: "trouble"; readonly trouble: Trouble }
	| { readonly screen: "enrol" }
	| { readonly screen: "supervisor" }
	| {
			readonly screen: "clock";
			readonly clock: Extract<ClockStatus, { kind: "unsure" }>;
			/** How far what the machine is set to is ahead of the page's clock. */
			readonly aheadMs: number;
			readonly supervisors: readonly StaffId[];
	  }
	| ({ readonly screen: "setup" } & TimedState)
	| ({ readonly screen: "counter" } & TimedState)
	| ({ readonly screen: "selfService"; readonly isAnswering: boolean } & SelfServiceState);

/** Chooses the screen by the kiosk's state: enrolled or not, what it lacks, and its mode. */
export function chooseScreen(
	poll: PollResult,
	lastMember: SelfServiceState | null,
	isSetupRequested: boolean,
): ScreenChoice {
	if (lastMember !== null && !isSetupRequested)
		return { screen: "selfService", ...lastMember, isAnswering: poll.kind === "answered" };
	switch (poll.kind) {
		case "starting":
			return { screen: "start" };
		case "trouble":
			return { screen: "trouble", trouble: poll.trouble };
		case "answered":
			return chooseByState(poll, isSetupRequested);
	}
}

function chooseByState(
	{ state, aheadMs }: Extract<PollResult, { kind: "answered" }>,
	isSetupRequested: boolean,
): ScreenChoice {
	const { clock } = state;
	if (clock.kind === "unsure") {
		const supervisors = state.kind === "ready" ? state.supervisors : [];
		return { screen: "clock", clock, aheadMs: aheadMs + clock.machineMs - state.nowMs, supervisors };
	}
	if (state.kind === "unenrolled") return { screen: "enrol" };
	if (state.supervisors.length === 0) return { screen: "supervisor" };
	return { screen: isSetupRequested ? "setup" : "counter", state, aheadMs };
}

/**
 * The state that the member's screen goes on with while main does not answer, so that this screen can say so. Null as
 * soon as main answers that the kiosk is not for self-service.
 */
export function lastSelfServiceStateOf(poll: PollResult, last: SelfServiceState | null): SelfServiceState | null {
	if (poll.kind !== "answered") return last;
	const { state, aheadMs } = poll;
	return state.kind === "ready" && state.settings.mode === "selfService" ? { state, aheadMs } : null;
}
