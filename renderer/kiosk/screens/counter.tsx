import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Bridge, KioskState } from "../../../core/contract/contract.ts";
import type { Source } from "../../../core/journal/journal.ts";
import { sound } from "../../ui/sound.ts";
import { themeOf } from "../../ui/themes.ts";
import { ask } from "../call-main.ts";
import { Announcer } from "../counter/announcer.tsx";
import { type Command, commandOf, eventOf } from "../counter/command.ts";
import { type Counter, idleCounter, interruptedCounter, type Shown } from "../counter/counter.ts";
import { type Desk, openDesk } from "../counter/counter-driver.ts";
import { FunctionBar } from "../counter/function-bar.tsx";
import { Header } from "../counter/header.tsx";
import { Keymap } from "../counter/keymap.tsx";
import { OpenPanel } from "../counter/panels/panels.tsx";
import { usePanels } from "../counter/panels/use-panels.ts";
import { Side } from "../counter/side/side.tsx";
import { useDoubt } from "../counter/side/use-doubt.ts";
import { Stage } from "../counter/verdict/stage.tsx";
import { useReader } from "../reader.ts";
import type { Emission } from "../scan/wedge.ts";
import { useCamera } from "../use-camera.ts";
import { useKeys } from "../use-keys.ts";
import { useNow } from "../use-now.ts";
import { useSerial } from "../use-serial.ts";

export type ReadyState = Extract<KioskState, { kind: "ready" }>;
type CounterProps = {
	readonly bridge: Bridge;
	readonly state: ReadyState;
	readonly aheadMs: number;
	/** The page was lost a moment ago, and is back. */
	readonly wasLost: boolean;
	/** The clerk asks for set-up and service. */
	readonly onService: () => void;
};

export function CounterScreen({ bridge, state, aheadMs, wasLost, onService }: CounterProps) {
	const { changeLanguage } = useReader();
	const [counter, setCounter] = useState<Counter>(wasLost ? interruptedCounter : idleCounter);
	const [isKeymapOpen, setKeymapOpen] = useState(false);
	const desk = useRef<Desk>(undefined);
	const nowMs = useNow(aheadMs);
	const theme = themeOf(state.programme, state.allocation?.day ?? null);

	useLayoutEffect(() => {
		const first = wasLost ? interruptedCounter : idleCounter;
		const opened = openDesk(bridge, () => performance.now(), first, setCounter);
		desk.current = opened;
		return opened.stop;
	}, [bridge, wasLost]);
	useSound(counter.shown);
	const panels = usePanels({ bridge, state, nowMs, counter, desk });
	const doubt = useDoubt(bridge, state.ticketsInDoubt);

	// Whatever is asked is seen.
	useEffect(() => {
		if (counter.ask !== null) setKeymapOpen(false);
	}, [counter.ask]);

	function see(text: string, source: Source): void {
		desk.current?.tell({ kind: "seen", text, source, atMs: performance.now() });
	}

	const camera = useCamera((text) => see(text, "camera"), state.settings.camera);
	useSerial(bridge, (text) => see(text, "serial"));
	useKeys((emission: Emission) => {
		if (emission.kind === "scan") {
			see(emission.text, "wedge");
			return;
		}
		const command = commandOf(emission.key);
		if (isKeymapOpen) setKeymapOpen(false);
		else if (panels.open !== null && !isOfScreen(command)) panels.press(emission.key);
		else if (command !== null) obey(command);
	}, state.settings.gunPrefix);

	function obey(command: Command): void {
		const event = eventOf(command, performance.now());
		if (event !== null) desk.current?.tell(event);
		else if (command.kind === "panel") panels.toggle(command.panel);
		else if (command.kind === "ticket") void doubt.settle(command.isThere);
		else if (command.kind === "keymap") setKeymapOpen(true);
		else if (command.kind === "language") changeLanguage();
		else if (command.kind === "service") onService();
		else void ask(bridge, "syncNow", undefined);
	}

	return (
		<Announcer>
			<main class="counter" data-screen="counter" data-panel={panels.open ?? ""} data-mood={theme.mood}>
				<Header state={state} theme={theme} nowMs={nowMs} />
				<Stage counter={counter} camera={camera} obey={obey} isCovered={panels.open !== null} />
				{panels.open !== null && (
					<OpenPanel panels={panels} state={state} nowMs={nowMs} queued={counter.queue.length} />
				)}
				<Side state={state} nowMs={nowMs} settling={doubt.settling} obey={obey} />
				<FunctionBar
					open={panels.open}
					hasShift={state.shift !== null}
					isAnswering={counter.shown.kind === "offered"}
					obey={obey}
				/>
				{isKeymapOpen && <Keymap obey={obey} onClose={() => setKeymapOpen(false)} />}
			</main>
		</Announcer>
	);
}

/** Function keys are the screen's, whatever panel is open; every other key is the panel's. */
function isOfScreen(command: Command | null): boolean {
	switch (command?.kind) {
		case "panel":
		case "keymap":
		case "language":
		case "sync":
		case "service":
			return true;
		case "choose":
		case "step":
		case "confirm":
		case "dismiss":
		case "ticket":
		case undefined:
			return false;
	}
}

/** One sound for each thing newly shown; none for a change of the chosen number. */
function useSound(shown: Shown): void {
	const key = shown.kind === "waiting" ? "waiting" : `${shown.kind} ${shown.scan.scan}`;
	const latest = useRef(shown);
	latest.current = shown;
	useEffect(() => {
		const now = latest.current;
		if (now.kind === "offered" || now.kind === "trouble") sound(now.kind);
		if (now.kind !== "final") return;
		const isOverride = now.scan.source === "override" && now.verdict.kind === "admitted";
		sound(isOverride ? "overridden" : now.verdict.kind);
	}, [key]);
}
