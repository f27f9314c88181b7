import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Bridge } from "../../../core/contract/contract.ts";
import type { Source } from "../../../core/journal/journal.ts";
import { coloursOf, themeOf } from "../../ui/themes.ts";
import type { Language } from "../../words/language.ts";
import { readTitle } from "../../words/language.ts";
import { tellMember } from "../../words/member-refusals.ts";
import { tellDay, tellMoment } from "../../words/moment.ts";
import { wordsOf } from "../../words/words.ts";
import { type Reader, ReaderContext } from "../reader.ts";
import { attributesOf } from "../self-service/attributes.ts";
import { bars, closureOf, type ReadyState } from "../self-service/closure.ts";
import type { Manner } from "../self-service/preferences.ts";
import { Announced } from "../self-service/screens/announced.tsx";
import { Calling } from "../self-service/screens/calling.tsx";
import { CallKey, Rail } from "../self-service/screens/rail.tsx";
import { Top } from "../self-service/screens/top.tsx";
import { isCallInHand, SelfServiceStage } from "../self-service/self-service-stage.tsx";
import { utteranceOf } from "../self-service/speech.ts";
import type { RefusedVerdict } from "../self-service/stage.ts";
import { eventOf, type Touch } from "../self-service/touch.ts";
import { useCall } from "../self-service/use-call.ts";
import { useCameraReport } from "../self-service/use-camera-report.ts";
import { useVoice } from "../self-service/use-voice.ts";
import { newVisit, type Visit, type VisitEvent } from "../self-service/visit.ts";
import { type Host, openHost } from "../self-service/visit-driver.ts";
import { useCamera } from "../use-camera.ts";
import { useKeys } from "../use-keys.ts";
import { useNow } from "../use-now.ts";

type SelfServiceProps = {
	readonly bridge: Bridge;
	/** As it was last told; `isAnswering` says whether main tells anything now. */
	readonly state: ReadyState;
	readonly isAnswering: boolean;
	readonly aheadMs: number;
	/** The page was lost a moment ago, and is back. */
	readonly wasLost: boolean;
	/** What was asked for in the page's address, before the kiosk's own. */
	readonly asked: Language | null;
	/** A member of staff wants to get at set-up. */
	readonly onService: () => void;
};

/** A member alone with the kiosk, touch only. Nothing is decided here. */
export function SelfServiceScreen(props: SelfServiceProps) {
	const { bridge, state, isAnswering, aheadMs, wasLost, asked, onService } = props;
	const [visit, setVisit] = useState<Visit>(() => newVisit(performance.now(), wasLost));
	const host = useRef<Host>(undefined);
	const nowMs = useNow(aheadMs);
	const tell = (event: VisitEvent) => host.current?.tell(event);
	const seen = (text: string, source: Source) => tell({ kind: "seen", text, source, atMs: performance.now() });
	const touch: Touch = (touched) => tell(eventOf(touched, performance.now()));
	const prefer = (manner: Partial<Manner>) => tell({ kind: "preferred", manner });

	const { settings, printer } = state;
	const reader = useReaderOf(visit.manner.language ?? asked ?? settings.language, prefer);
	const { language, words } = reader;
	const isMuted = visit.manner.isMuted ?? !settings.voice;

	useEffect(() => {
		const opened = openHost(bridge, newVisit(performance.now(), wasLost), () => performance.now(), setVisit);
		host.current = opened;
		return opened.stop;
	}, [bridge]);
	const camera = useCamera((text) => seen(text, "camera"), settings.camera);
	useKeys((emission) => {
		if (emission.kind === "scan") seen(emission.text, "wedge");
		else if (emission.key.key === "F10") onService();
	}, settings.gunPrefix);
	useEffect(() => bridge.onScanned((text) => seen(text, "serial")), [bridge]);

	const closure = closureOf({ state, camera: camera.state, isAnswering });
	const isBarred = bars(closure);
	useEffect(() => tell({ kind: "barred", isBarred, atMs: performance.now() }), [isBarred]);
	useCameraReport(bridge, state, camera.state);
	const { call, tap } = useCall(bridge, state);

	const isTicketHeld = printer.kind === "trouble";
	const tellRefusal = ({ refusal, session, atMs }: RefusedVerdict) =>
		tellMember(words.memberRefusals, refusal, {
			nowMs: atMs,
			entry: session?.entry.kind ?? "open",
			moment: (ms) => tellMoment(ms, atMs, language),
			day: (ms) => tellDay(ms, language),
			title: (title) => readTitle(title, language),
		});
	const utterance = utteranceOf(visit.stage, { words, tell: tellRefusal, isTicketHeld });
	useVoice({ stage: visit.stage, utterance, language, isMuted, volume: settings.volume });

	const theme = themeOf(state.programme, state.allocation?.day ?? null);
	return (
		<ReaderContext.Provider value={reader}>
			<main
				class={visit.manner.isLow ? "self-service self-service-low themed" : "self-service themed"}
				style={coloursOf(theme)}
				data-screen="self-service"
				data-mood={theme.mood}
				{...attributesOf(visit, closure)}
				onPointerDown={() => tell({ kind: "touched", atMs: performance.now() })}
			>
				<Top state={state} nowMs={nowMs} onService={onService} />
				<Calling call={call} />
				<Announced utterance={utterance} closure={visit.stage.kind === "attract" ? closure : null} call={call} />
				<SelfServiceStage
					visit={visit}
					closure={closure}
					isTicketHeld={isTicketHeld}
					state={state}
					theme={theme}
					nowMs={nowMs}
					camera={camera}
					tellRefusal={tellRefusal}
					callKey={<CallKey class="key key-call" call={call} onCall={tap} />}
					touch={touch}
					stay={() => tell({ kind: "touched", atMs: performance.now() })}
				/>
				<Rail isMuted={isMuted} isLow={visit.manner.isLow} prefer={prefer}>
					{!isCallInHand(visit.stage, closure) && <CallKey class="rail-key rail-call" call={call} onCall={tap} />}
				</Rail>
			</main>
		</ReaderContext.Provider>
	);
}

/** The words in the language of whoever stands there; the document is in it too. */
function useReaderOf(language: Language, prefer: (manner: Partial<Manner>) => void): Reader {
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
