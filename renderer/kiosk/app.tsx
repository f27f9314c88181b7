import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Bridge } from "../../core/contract.ts";
import { setVolume } from "../ui/sound.ts";
import { askedLanguage, chosenLanguage, keepLanguage, type Language, languages } from "../words/language.ts";
import { isTrouble, type Trouble } from "../words/trouble.ts";
import { wordsOf } from "../words/words.ts";
import { followPulse, type Pulse } from "./pulse.ts";
import { type Reader, ReaderContext } from "./reader.ts";
import { ClockScreen } from "./screens/clock.tsx";
import { CounterScreen } from "./screens/counter.tsx";
import { EnrolScreen } from "./screens/enrol.tsx";
import { SelfServiceScreen } from "./screens/self-service.tsx";
import { StartScreen } from "./screens/start.tsx";
import { TroubleScreen } from "./screens/trouble.tsx";
import type { ReadyState } from "./self-service/closure.ts";

type AppProps = { readonly bridge: Bridge | null; readonly search: string };

export function App({ bridge, search }: AppProps) {
	const [language, setLanguage] = useState(() => chosenLanguage(search, localStorage));
	const reader = useMemo(
		(): Reader => ({
			language,
			words: wordsOf(language),
			changeLanguage: () => {
				const next = languages[(languages.indexOf(language) + 1) % languages.length] ?? "zh-CN";
				keepLanguage(next, localStorage);
				setLanguage(next);
			},
		}),
		[language],
	);
	useEffect(() => {
		document.documentElement.lang = language;
		document.title = reader.words.product;
	}, [language, reader]);
	const told = troubleTold(search);
	return (
		<ReaderContext.Provider value={reader}>
			{told !== null || bridge === null ? (
				<TroubleScreen trouble={told ?? "unknown"} />
			) : (
				<Alive bridge={bridge} asked={askedLanguage(search)} />
			)}
		</ReaderContext.Provider>
	);
}

/** `?trouble=` comes from a main process that could not start: there is nobody to ask anything. */
function troubleTold(search: string): Trouble | null {
	const trouble = new URLSearchParams(search).get("trouble");
	if (trouble === null) return null;
	return isTrouble(trouble) ? trouble : "unknown";
}

function Alive({ bridge, asked }: { readonly bridge: Bridge; readonly asked: Language | null }) {
	const [pulse, setPulse] = useState<Pulse>({ kind: "starting" });
	const [isServiceAsked, setServiceAsked] = useState(false);
	useEffect(() => followPulse(bridge, setPulse), [bridge]);
	const member = useLastSelfService(pulse);
	useEffect(() => {
		if (pulse.kind === "beating" && pulse.state.kind === "ready") setVolume(pulse.state.settings.volume);
	}, [pulse]);
	// Set-up is behind its PIN; the clock's screen asks for one itself.
	if (member !== null && !(isServiceAsked && member.state.clock.kind === "unsure")) {
		return (
			<SelfServiceScreen
				bridge={bridge}
				{...member}
				isAnswering={pulse.kind === "beating"}
				asked={asked}
				onService={() => setServiceAsked(true)}
			/>
		);
	}
	switch (pulse.kind) {
		case "starting":
			return <StartScreen />;
		case "trouble":
			return <TroubleScreen trouble={pulse.trouble} />;
		case "beating": {
			const { state, aheadMs } = pulse;
			if (state.clock.kind === "unsure") {
				const machineAheadMs = aheadMs + state.clock.machineMs - state.nowMs;
				return <ClockScreen bridge={bridge} clock={state.clock} aheadMs={machineAheadMs} />;
			}
			return state.kind === "unenrolled" ? (
				<EnrolScreen bridge={bridge} />
			) : (
				<CounterScreen bridge={bridge} state={state} aheadMs={aheadMs} />
			);
		}
	}
}

/** A self-service kiosk says in a member's words that main does not answer: what it was told last is kept for that. */
function useLastSelfService(pulse: Pulse): { readonly state: ReadyState; readonly aheadMs: number } | null {
	const last = useRef<{ readonly state: ReadyState; readonly aheadMs: number } | null>(null);
	if (pulse.kind === "beating") {
		const { state, aheadMs } = pulse;
		last.current = state.kind === "ready" && state.settings.mode === "selfService" ? { state, aheadMs } : null;
	}
	return last.current;
}
