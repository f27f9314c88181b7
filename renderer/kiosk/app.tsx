import type { ComponentChildren } from "preact";
import { useEffect, useErrorBoundary, useLayoutEffect, useMemo, useState } from "preact/hooks";
import type { Bridge } from "../../core/contract.ts";
import { chosenLanguage, keepLanguage, languages } from "../words/language.ts";
import { isTrouble, type Trouble } from "../words/trouble.ts";
import { wordsOf } from "../words/words.ts";
import { followPulse, type Pulse } from "./pulse.ts";
import { type Reader, ReaderContext } from "./reader.ts";
import { ClockScreen } from "./screens/clock.tsx";
import { CounterScreen } from "./screens/counter.tsx";
import { EnrolScreen } from "./screens/enrol.tsx";
import { StartScreen } from "./screens/start.tsx";
import { SupervisorScreen } from "./screens/supervisor.tsx";
import { TroubleScreen } from "./screens/trouble.tsx";
import { ServiceScreen } from "./service/service.tsx";

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
				<Drawn>
					<Alive
						bridge={bridge}
						wasLost={new URLSearchParams(search).has("revived")}
						isServiceFirst={new URLSearchParams(search).has("service")}
					/>
				</Drawn>
			)}
		</ReaderContext.Provider>
	);
}

const redrawMs = 3000;

/** A screen that could not be drawn is a sentence, not a blank; and is tried again. */
function Drawn({ children }: { readonly children: ComponentChildren }) {
	const [error, redraw] = useErrorBoundary((thrown) => console.error(thrown));
	useEffect(() => {
		if (error === undefined) return;
		const timer = setTimeout(redraw, redrawMs);
		return () => clearTimeout(timer);
	}, [error, redraw]);
	return error === undefined ? children : <TroubleScreen trouble="unknown" />;
}

/** `?trouble=` comes from a main process that could not start: there is nobody to ask anything. */
function troubleTold(search: string): Trouble | null {
	const trouble = new URLSearchParams(search).get("trouble");
	if (trouble === null) return null;
	return isTrouble(trouble) ? trouble : "unknown";
}

type AliveProps = { readonly bridge: Bridge; readonly wasLost: boolean; readonly isServiceFirst: boolean };

function Alive({ bridge, wasLost, isServiceFirst }: AliveProps) {
	const [pulse, setPulse] = useState<Pulse>({ kind: "starting" });
	const [isServiceAsked, setServiceAsked] = useState(isServiceFirst);
	useLayoutEffect(() => followPulse(bridge, setPulse), [bridge]);
	switch (pulse.kind) {
		case "starting":
			return <StartScreen />;
		case "trouble":
			return <TroubleScreen trouble={pulse.trouble} />;
		case "beating": {
			const { state, aheadMs } = pulse;
			if (state.clock.kind === "unsure") {
				const machineAheadMs = aheadMs + state.clock.machineMs - state.nowMs;
				const supervisors = state.kind === "ready" ? state.supervisors : [];
				return <ClockScreen {...{ bridge, supervisors }} clock={state.clock} aheadMs={machineAheadMs} />;
			}
			if (state.kind === "unenrolled") return <EnrolScreen bridge={bridge} />;
			if (state.supervisors.length === 0) return <SupervisorScreen bridge={bridge} />;
			if (isServiceAsked || state.service !== null) {
				const close = () => setServiceAsked(false);
				return <ServiceScreen bridge={bridge} state={state} aheadMs={aheadMs} onClose={close} />;
			}
			const openService = () => setServiceAsked(true);
			return <CounterScreen {...{ bridge, state, aheadMs, wasLost }} onService={openService} />;
		}
	}
}
