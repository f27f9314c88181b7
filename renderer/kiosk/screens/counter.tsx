import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Bridge, ReadyState } from "../../../core/contract/contract.ts";
import type { ScanSource } from "../../../core/journal/journal.ts";
import { playSound } from "../../ui/sound.ts";
import { themeOf } from "../../ui/themes.ts";
import { callMain } from "../call-main.ts";
import { Announcer } from "../counter/announcer.tsx";
import { type Command, commandOfKey, counterEventOf, isScreenCommand } from "../counter/command.ts";
import { type Counter, type CounterDisplay, idleCounter, interruptedCounter } from "../counter/counter.ts";
import { type CounterDriver, openCounterDriver } from "../counter/counter-driver.ts";
import { soundOfDisplay } from "../counter/display-sound.ts";
import { FunctionBar } from "../counter/function-bar.tsx";
import { Header } from "../counter/header.tsx";
import { Keymap } from "../counter/keymap.tsx";
import { OpenPanel } from "../counter/panels/panels.tsx";
import { usePanels } from "../counter/panels/use-panels.ts";
import { Sidebar } from "../counter/side/sidebar.tsx";
import { useTicketDoubt } from "../counter/side/use-ticket-doubt.ts";
import { VerdictArea } from "../counter/verdict/verdict-area.tsx";
import { useLocalization } from "../localization.ts";
import { pageClock } from "../page-clock.ts";
import type { Emission } from "../scan/wedge.ts";
import { useCamera, useKeys, useSerial } from "../use-input.ts";
import { useNow } from "../use-now.ts";

type CounterProps = {
	readonly bridge: Bridge;
	readonly state: ReadyState;
	readonly aheadMs: number;
	/** The page crashed a moment ago and was loaded again. */
	readonly wasLost: boolean;
	/** The clerk opens set-up. */
	readonly onSetup: () => void;
};

export function CounterScreen({ bridge, state, aheadMs, wasLost, onSetup }: CounterProps) {
	const { changeLanguage } = useLocalization();
	const [counter, setCounter] = useState<Counter>(wasLost ? interruptedCounter : idleCounter);
	const [isKeymapOpen, setKeymapOpen] = useState(false);
	const driver = useRef<CounterDriver>(undefined);
	const nowMs = useNow(aheadMs);
	const theme = themeOf(state.programme, state.allocation?.day ?? null);

	useLayoutEffect(() => {
		const first = wasLost ? interruptedCounter : idleCounter;
		const opened = openCounterDriver(bridge, first, setCounter, pageClock);
		driver.current = opened;
		return opened.stop;
	}, [bridge, wasLost]);
	useVerdictSound(counter.display);
	const panels = usePanels({ bridge, state, nowMs, counter, driver });
	const doubt = useTicketDoubt(bridge, state.ticketsInDoubt);

	// The key map makes room for a verdict.
	useEffect(() => {
		if (counter.request !== null) setKeymapOpen(false);
	}, [counter.request]);

	function see(text: string, source: ScanSource): void {
		driver.current?.dispatch({ kind: "seen", text, source, atMs: performance.now() });
	}

	const camera = useCamera((text) => see(text, "camera"), state.settings.camera);
	useSerial(bridge, (text) => see(text, "serial"));
	useKeys((emission: Emission) => {
		if (emission.kind === "scan") {
			see(emission.text, "wedge");
			return;
		}
		const command = commandOfKey(emission.key);
		if (isKeymapOpen) setKeymapOpen(false);
		else if (panels.open !== null && !isScreenCommand(command)) panels.press(emission.key);
		else if (command !== null) runCommand(command);
	}, state.settings.gunPrefix);

	function runCommand(command: Command): void {
		const event = counterEventOf(command, performance.now());
		if (event !== null) driver.current?.dispatch(event);
		else if (command.kind === "panel") panels.toggle(command.panel);
		else if (command.kind === "ticket") void doubt.settle(command.isThere);
		else if (command.kind === "keymap") setKeymapOpen(true);
		else if (command.kind === "language") changeLanguage();
		else if (command.kind === "setup") onSetup();
		else void callMain(bridge, "syncNow", undefined);
	}

	return (
		<Announcer>
			<main class="counter" data-screen="counter" data-panel={panels.open ?? ""} data-mood={theme.mood}>
				<Header state={state} theme={theme} nowMs={nowMs} />
				<VerdictArea counter={counter} camera={camera} runCommand={runCommand} isCovered={panels.open !== null} />
				{panels.open !== null && (
					<OpenPanel panels={panels} state={state} nowMs={nowMs} queued={counter.queue.length} />
				)}
				<Sidebar state={state} nowMs={nowMs} settleStatus={doubt.settling} runCommand={runCommand} />
				<FunctionBar
					open={panels.open}
					hasShift={state.shift !== null}
					isAnswering={counter.display.kind === "offered"}
					runCommand={runCommand}
				/>
				{isKeymapOpen && <Keymap runCommand={runCommand} onClose={() => setKeymapOpen(false)} />}
			</main>
		</Announcer>
	);
}

/** One sound for each new display; none when the chosen number changes. */
function useVerdictSound(shown: CounterDisplay): void {
	const key = shown.kind === "waiting" ? "waiting" : `${shown.kind} ${shown.scan.scan}`;
	const latest = useRef(shown);
	latest.current = shown;
	useEffect(() => {
		const sound = soundOfDisplay(latest.current);
		if (sound !== null) playSound(sound);
	}, [key]);
}
