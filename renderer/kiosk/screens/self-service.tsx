import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Bridge } from "../../../core/contract/contract.ts";
import type { ReadyState } from "../../../core/contract/kioskState.ts";
import type { ScanSource } from "../../../core/journal/journal.ts";
import { coloursOf, themeOf } from "../../ui/themes.ts";
import { type Language, localizeTitle } from "../../words/language.ts";
import { formatMemberRefusal } from "../../words/member-refusal-words.ts";
import { formatDay, formatMoment } from "../../words/time-format.ts";
import { wordsOf } from "../../words/words.ts";
import { type Localization, LocalizationContext } from "../localization.ts";
import { pageClock } from "../page-clock.ts";
import { visitAttributesOf } from "../self-service/attributes.ts";
import { blocksAdmission, closedReasonOf } from "../self-service/closed-reason.ts";
import { CallBanner } from "../self-service/frame/call-banner.tsx";
import { LiveRegion } from "../self-service/frame/live-region.tsx";
import { CallButton, Toolbar } from "../self-service/frame/toolbar.tsx";
import { TopBar } from "../self-service/frame/top-bar.tsx";
import type { Preferences } from "../self-service/preferences.ts";
import { isCallButtonOnStage, SelfServiceStage } from "../self-service/self-service-stage.tsx";
import { utteranceOf } from "../self-service/speech.ts";
import { useCallButton } from "../self-service/use-call-button.ts";
import { useCameraReport } from "../self-service/use-camera-report.ts";
import { useVoice } from "../self-service/use-voice.ts";
import { createVisit, type TouchHandler, type Visit, type VisitEvent, visitEventOf } from "../self-service/visit.ts";
import { openVisitDriver, type VisitDriver } from "../self-service/visit-driver.ts";
import type { RefusedVerdict } from "../self-service/visit-stage.ts";
import { useCamera, useKeys, useSerial } from "../use-input.ts";
import { useNow } from "../use-now.ts";

type SelfServiceProps = {
	readonly bridge: Bridge;
	/** The last known state; `isAnswering` says whether main answers now. */
	readonly state: ReadyState;
	readonly isAnswering: boolean;
	readonly aheadMs: number;
	/** The page crashed a moment ago and was loaded again. */
	readonly wasLost: boolean;
	/** The language in the page's address; it takes precedence over the setting. */
	readonly requestedLanguage: Language | null;
	/** A member of staff opens set-up. */
	readonly onSetup: () => void;
};

/** The self-service kiosk, touch only. It decides nothing itself. */
export function SelfServiceScreen(props: SelfServiceProps) {
	const { bridge, state, isAnswering, aheadMs, wasLost, requestedLanguage, onSetup } = props;
	const [visit, setVisit] = useState<Visit>(() => createVisit(performance.now(), wasLost));
	const driver = useRef<VisitDriver>(undefined);
	const nowMs = useNow(aheadMs);
	const dispatch = (event: VisitEvent) => driver.current?.dispatch(event);
	const seen = (text: string, source: ScanSource) => dispatch({ kind: "seen", text, source, atMs: performance.now() });
	const touch: TouchHandler = (touched) => dispatch(visitEventOf(touched, performance.now()));
	const prefer = (preferences: Partial<Preferences>) => dispatch({ kind: "preferred", preferences });

	const { settings, printer } = state;
	const reader = useVisitLocalization(visit.preferences.language ?? requestedLanguage ?? settings.language, prefer);
	const { language, words } = reader;
	const isMuted = visit.preferences.isMuted ?? !settings.voice;

	useEffect(() => {
		const opened = openVisitDriver(bridge, createVisit(performance.now(), wasLost), setVisit, pageClock);
		driver.current = opened;
		return opened.stop;
	}, [bridge]);
	const camera = useCamera((text) => seen(text, "camera"), settings.camera);
	useKeys((emission) => {
		if (emission.kind === "scan") seen(emission.text, "wedge");
		else if (emission.key.key === "F10") onSetup();
	}, settings.gunPrefix);
	useSerial(bridge, (text) => seen(text, "serial"));

	const closure = closedReasonOf({ state, camera: camera.state, isAnswering });
	const isBarred = blocksAdmission(closure);
	useEffect(() => dispatch({ kind: "barred", isBarred, atMs: performance.now() }), [isBarred]);
	useCameraReport(bridge, state, camera.state);
	const { call, tap } = useCallButton(bridge, state);

	const isTicketHeld = printer.kind === "trouble";
	const formatRefusal = ({ refusal, session, atMs }: RefusedVerdict) =>
		formatMemberRefusal(words.memberRefusals, refusal, {
			nowMs: atMs,
			entry: session?.entry.kind ?? "open",
			moment: (ms) => formatMoment(ms, atMs, language),
			day: (ms) => formatDay(ms, language),
			title: (title) => localizeTitle(title, language),
		});
	const utterance = utteranceOf(visit.stage, { words, formatRefusal, isTicketHeld });
	useVoice({ stage: visit.stage, utterance, language, isMuted, volume: settings.volume });

	const theme = themeOf(state.programme, state.allocation?.day ?? null);
	return (
		<LocalizationContext.Provider value={reader}>
			<main
				class={visit.preferences.isLow ? "self-service self-service-low themed" : "self-service themed"}
				style={coloursOf(theme)}
				data-screen="self-service"
				data-mood={theme.mood}
				{...visitAttributesOf(visit, closure)}
				onPointerDown={() => dispatch({ kind: "touched", atMs: performance.now() })}
			>
				<TopBar state={state} nowMs={nowMs} onSetup={onSetup} />
				<CallBanner call={call} />
				<LiveRegion utterance={utterance} closedReason={visit.stage.kind === "attract" ? closure : null} call={call} />
				<SelfServiceStage
					visit={visit}
					closedReason={closure}
					isTicketHeld={isTicketHeld}
					state={state}
					theme={theme}
					nowMs={nowMs}
					camera={camera}
					formatRefusal={formatRefusal}
					callKey={<CallButton class="key key-call" call={call} onCall={tap} />}
					touch={touch}
					stay={() => dispatch({ kind: "touched", atMs: performance.now() })}
				/>
				<Toolbar isMuted={isMuted} isLow={visit.preferences.isLow} setPreferences={prefer}>
					{!isCallButtonOnStage(visit.stage, closure) && (
						<CallButton class="rail-key rail-call" call={call} onCall={tap} />
					)}
				</Toolbar>
			</main>
		</LocalizationContext.Provider>
	);
}

/** The words in the member's language; the document's language follows. */
function useVisitLocalization(language: Language, prefer: (preferences: Partial<Preferences>) => void): Localization {
	const words = wordsOf(language);
	useEffect(() => {
		document.documentElement.lang = language;
		document.title = words.product;
	}, [language, words]);
	return useMemo(
		() => ({ language, words, changeLanguage: () => prefer({ language: language === "en" ? "zh-CN" : "en" }) }),
		[language],
	);
}
