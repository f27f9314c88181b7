import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Bridge } from "../../core/contract/contract.ts";
import type { ReadyState } from "../../core/contract/kioskState.ts";
import { setVolume } from "../ui/sound.ts";
import { type Language, readLanguageParameter } from "../words/language.ts";
import { pageClock } from "./page-clock.ts";
import { ClockScreen } from "./screens/clock.tsx";
import { CounterScreen } from "./screens/counter.tsx";
import { EnrolScreen } from "./screens/enrol.tsx";
import { SelfServiceScreen } from "./screens/self-service.tsx";
import { StartScreen } from "./screens/start.tsx";
import { SupervisorScreen } from "./screens/supervisor.tsx";
import { TroubleScreen } from "./screens/trouble.tsx";
import { SetupScreen } from "./setup/setup.tsx";
import { type PollResult, pollState } from "./state-poll.ts";

/** The parameters in the page's address. */
export type PageParameters = {
	/** The page crashed a moment ago and was loaded again. */
	readonly wasLost: boolean;
	readonly isSetupFirst: boolean;
	readonly language: Language | null;
};

export function readPageParameters(search: string): PageParameters {
	const asked = new URLSearchParams(search);
	return { wasLost: asked.has("revived"), isSetupFirst: asked.has("setup"), language: readLanguageParameter(search) };
}

/** Chooses the screen by the kiosk's state: enrolled or not, what it lacks, and its mode. */
export function Router({ bridge, opening }: { readonly bridge: Bridge; readonly opening: PageParameters }) {
	const [poll, setPoll] = useState<PollResult>({ kind: "starting" });
	const [isSetupRequested, setSetupRequested] = useState(opening.isSetupFirst);
	useLayoutEffect(() => pollState(bridge, setPoll, pageClock), [bridge]);
	useVolume(poll);
	const member = useLastSelfServiceState(poll);
	const openSetup = () => setSetupRequested(true);
	if (member !== null && !isSetupRequested) {
		const isAnswering = poll.kind === "answered";
		return (
			<SelfServiceScreen
				{...{ bridge, ...member, isAnswering, wasLost: opening.wasLost }}
				requestedLanguage={opening.language}
				onSetup={openSetup}
			/>
		);
	}
	switch (poll.kind) {
		case "starting":
			return <StartScreen />;
		case "trouble":
			return <TroubleScreen trouble={poll.trouble} />;
		case "answered": {
			const { state, aheadMs } = poll;
			if (state.clock.kind === "unsure") {
				const machineAheadMs = aheadMs + state.clock.machineMs - state.nowMs;
				const supervisors = state.kind === "ready" ? state.supervisors : [];
				return <ClockScreen {...{ bridge, supervisors }} clock={state.clock} aheadMs={machineAheadMs} />;
			}
			if (state.kind === "unenrolled") return <EnrolScreen bridge={bridge} />;
			if (state.supervisors.length === 0) return <SupervisorScreen bridge={bridge} />;
			if (isSetupRequested)
				return <SetupScreen {...{ bridge, state, aheadMs }} onClose={() => setSetupRequested(false)} />;
			return <CounterScreen {...{ bridge, state, aheadMs }} wasLost={opening.wasLost} onSetup={openSetup} />;
		}
	}
}

function useVolume(poll: PollResult): void {
	const volume = poll.kind === "answered" && poll.state.kind === "ready" ? poll.state.settings.volume : null;
	useEffect(() => {
		if (volume !== null) setVolume(volume);
	}, [volume]);
}

/** The last known state of a self-service kiosk. With it the member's own screen can say that main does not answer. */
function useLastSelfServiceState(poll: PollResult): { readonly state: ReadyState; readonly aheadMs: number } | null {
	const last = useRef<{ readonly state: ReadyState; readonly aheadMs: number } | null>(null);
	if (poll.kind === "answered") {
		const { state, aheadMs } = poll;
		last.current = state.kind === "ready" && state.settings.mode === "selfService" ? { state, aheadMs } : null;
	}
	return last.current;
}
