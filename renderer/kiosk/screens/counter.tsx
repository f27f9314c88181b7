import { useEffect, useRef, useState } from "preact/hooks";
import type { Bridge, KioskState } from "../../../core/contract.ts";
import { sound } from "../../ui/sound.ts";
import { themeOf } from "../../ui/themes.ts";
import { ask } from "../ask.ts";
import { type Command, commandOf, eventOf } from "../counter/command.ts";
import { type Counter, idleCounter, type Shown } from "../counter/counter.ts";
import { type Desk, openDesk } from "../counter/desk.ts";
import { Header } from "../counter/header.tsx";
import { Keymap } from "../counter/keymap.tsx";
import { NumberPanel } from "../counter/number.tsx";
import { Side } from "../counter/side.tsx";
import { Stage } from "../counter/stage.tsx";
import { useNumberEntry } from "../counter/use-number-entry.ts";
import { useReader } from "../reader.ts";
import type { Emission } from "../scan/wedge.ts";
import { useCamera } from "../use-camera.ts";
import { useKeys } from "../use-keys.ts";
import { useNow } from "../use-now.ts";

export type ReadyState = Extract<KioskState, { kind: "ready" }>;
type CounterProps = { readonly bridge: Bridge; readonly state: ReadyState; readonly aheadMs: number };

export function CounterScreen({ bridge, state, aheadMs }: CounterProps) {
	const { changeLanguage } = useReader();
	const [counter, setCounter] = useState<Counter>(idleCounter);
	const [isKeymapOpen, setKeymapOpen] = useState(false);
	const desk = useRef<Desk>(undefined);
	const nowMs = useNow(aheadMs);
	const theme = themeOf(state.programme, state.allocation?.day ?? null);

	useEffect(() => {
		const opened = openDesk(bridge, () => performance.now(), setCounter);
		desk.current = opened;
		return opened.stop;
	}, [bridge]);
	useSound(counter.shown);
	const number = useNumberEntry(counter, desk, state.numbers);

	const camera = useCamera((text) =>
		desk.current?.tell({ kind: "seen", text, source: "camera", atMs: performance.now() }),
	);
	useKeys((emission: Emission) => {
		if (emission.kind === "scan") {
			desk.current?.tell({ kind: "seen", text: emission.text, source: "wedge", atMs: performance.now() });
			return;
		}
		const command = commandOf(emission.key);
		if (isKeymapOpen) setKeymapOpen(false);
		else if (number.entry.isOpen && command?.kind !== "language" && command?.kind !== "keymap")
			number.press(emission.key);
		else if (command !== null) obey(command);
	});

	function obey(command: Command): void {
		const event = eventOf(command, performance.now());
		if (event !== null) desk.current?.tell(event);
		else if (command.kind === "keymap") setKeymapOpen(true);
		else if (command.kind === "number") number.open();
		else if (command.kind === "language") changeLanguage();
		else void ask(bridge, "syncNow", undefined);
	}

	return (
		<main
			class="counter"
			data-screen="counter"
			data-number={number.entry.isOpen ? "open" : "closed"}
			data-mood={theme.mood}
		>
			<Header state={state} theme={theme} nowMs={nowMs} onKeymap={() => setKeymapOpen(true)} />
			<Stage counter={counter} camera={camera} obey={obey} />
			{number.entry.isOpen && <NumberPanel number={number} state={state.numbers} nowMs={nowMs} />}
			<Side state={state} nowMs={nowMs} />
			{isKeymapOpen && <Keymap onClose={() => setKeymapOpen(false)} />}
		</main>
	);
}

/** One sound for each thing newly shown; none for a change of the chosen number. */
function useSound(shown: Shown): void {
	const key = shown.kind === "waiting" ? "waiting" : `${shown.kind} ${shown.scan.scan}`;
	const latest = useRef(shown);
	latest.current = shown;
	useEffect(() => {
		const now = latest.current;
		if (now.kind === "offered" || now.kind === "trouble") sound(now.kind);
		if (now.kind === "final") sound(now.verdict.kind);
	}, [key]);
}
