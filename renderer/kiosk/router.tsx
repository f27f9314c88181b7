import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Bridge } from "../../core/contract/contract.ts";
import { setVolume } from "../ui/sound.ts";
import { type Language, readLanguageParameter } from "../words/language.ts";
import { pageClock } from "./page-clock.ts";
import { chooseScreen, lastSelfServiceStateOf, type SelfServiceState } from "./screen-choice.ts";
import { ClockScreen } from "./screens/clock.tsx";
import { CounterScreen } from "./screens/counter.tsx";
import { EnrolScreen } from "./screens/enrol.tsx";
import { FocusLine } from "./screens/focus-line.tsx";
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

type RouterProps = { readonly bridge: Bridge; readonly opening: PageParameters };

/** The screen, and a line over it while another window has the focus. */
export function Router({ bridge, opening }: RouterProps) {
	const [poll, setPoll] = useState<PollResult>({ kind: "starting" });
	useLayoutEffect(() => pollState(bridge, setPoll, pageClock), [bridge]);
	useVolume(poll);
	return (
		<>
			<Screen bridge={bridge} opening={opening} poll={poll} />
			{poll.kind === "answered" && poll.state.isFocusLost && <FocusLine />}
		</>
	);
}

/** Chooses the screen by the kiosk's state: enrolled or not, what it lacks, and its mode. */
function Screen({ bridge, opening, poll }: RouterProps & { readonly poll: PollResult }) {
	const [isSetupRequested, setSetupRequested] = useState(opening.isSetupFirst);
	const lastMember = useRef<SelfServiceState | null>(null);
	lastMember.current = lastSelfServiceStateOf(poll, lastMember.current);
	const openSetup = () => setSetupRequested(true);
	const choice = chooseScreen(poll, lastMember.current, isSetupRequested);
	switch (choice.screen) {
		case "start":
			return <StartScreen />;
		case "trouble":
			return <TroubleScreen trouble={choice.trouble} />;
		case "enrol":
			return <EnrolScreen bridge={bridge} />;
		case "supervisor":
			return <SupervisorScreen bridge={bridge} />;
		case "clock": {
			const { clock, aheadMs, supervisors } = choice;
			return <ClockScreen {...{ bridge, clock, aheadMs, supervisors }} />;
		}
		case "setup": {
			const { state, aheadMs } = choice;
			return <SetupScreen {...{ bridge, state, aheadMs }} onClose={() => setSetupRequested(false)} />;
		}
		case "counter": {
			const { state, aheadMs } = choice;
			return <CounterScreen {...{ bridge, state, aheadMs }} wasLost={opening.wasLost} onSetup={openSetup} />;
		}
		case "selfService": {
			const { state, aheadMs, isAnswering } = choice;
			return (
				<SelfServiceScreen
					{...{ bridge, state, aheadMs, isAnswering, wasLost: opening.wasLost }}
					requestedLanguage={opening.language}
					onSetup={openSetup}
				/>
			);
		}
	}
}

function useVolume(poll: PollResult): void {
	const volume = poll.kind === "answered" && poll.state.kind === "ready" ? poll.state.settings.volume : null;
	useEffect(() => {
		if (volume !== null) setVolume(volume);
	}, [volume]);
}
