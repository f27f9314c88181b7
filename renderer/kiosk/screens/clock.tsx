import { useState } from "preact/hooks";
import type { Bridge, ClockShown } from "../../../core/contract.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { Arch, Arrow, Attention } from "../../ui/shapes.tsx";
import { tellFullMoment } from "../../words/moment.ts";
import { ask } from "../ask.ts";
import { useReader } from "../reader.ts";
import type { Key } from "../scan/key.ts";
import { useKeys } from "../use-keys.ts";
import { useNow } from "../use-now.ts";
import { type Part, parts, readDial, turn } from "./dial.ts";

type ClockProps = {
	readonly bridge: Bridge;
	readonly clock: Extract<ClockShown, { kind: "unsure" }>;
	/** How far what the machine is set to is ahead of the page's clock. */
	readonly aheadMs: number;
};
type Outcome = "idle" | "busy" | "refused" | "unanswered";

/** The window does not know what time it is: a supervisor sets it, part by part if it is wrong, and confirms it. */
export function ClockScreen({ bridge, clock, aheadMs }: ClockProps) {
	const { words, language, changeLanguage } = useReader();
	const [turnedMs, setTurnedMs] = useState(0);
	const [chosen, setChosen] = useState<Part>("hour");
	const [outcome, setOutcome] = useState<Outcome>("idle");
	const machineMs = useNow(aheadMs);
	const shownMs = machineMs + turnedMs;
	const dial = readDial(shownMs);

	function turnChosen(by: number): void {
		setOutcome("idle");
		setTurnedMs(turn(shownMs, chosen, by) - machineMs);
	}

	function choose(by: number): void {
		const next = parts[parts.indexOf(chosen) + by];
		if (next !== undefined) setChosen(next);
	}

	async function confirm(): Promise<void> {
		if (outcome === "busy") return;
		setOutcome("busy");
		const answer = await ask(bridge, "confirmTime", { by: null, nowMs: Math.max(0, Math.round(shownMs)) });
		if (answer.kind === "none") setOutcome("unanswered");
		else setOutcome(answer.output.kind === "confirmed" ? "idle" : "refused");
	}

	function obey({ key, code }: Key): void {
		if (key === "F8") changeLanguage();
		else if (code.endsWith("Enter")) void confirm();
		else if (key === "ArrowLeft") choose(-1);
		else if (key === "ArrowRight") choose(1);
		else if (key === "ArrowUp") turnChosen(1);
		else if (key === "ArrowDown") turnChosen(-1);
	}

	useKeys((emission) => {
		if (emission.kind === "key") obey(emission.key);
	});

	return (
		<main class="clock" data-screen="clock" data-outcome={outcome}>
			<div class="trouble-brand">
				<Arch class="brand-arch" />
				{words.product}
			</div>
			<section class="clock-card">
				<h1>{words.clock.title}</h1>
				<p class="clock-why">
					{clock.lastLineMs === null
						? words.clock.whyNever
						: words.clock.whyLine(tellFullMoment(clock.lastLineMs, language))}
				</p>
				<div class="clock-dial" role="timer" data-shown-ms={shownMs}>
					{parts.map((part) => (
						<button
							type="button"
							key={part}
							class={`clock-part clock-${part}`}
							aria-pressed={part === chosen}
							onClick={() => setChosen(part)}
						>
							<b>{String(dial[part]).padStart(2, "0")}</b>
							<span>{words.clock[part]}</span>
						</button>
					))}
				</div>
				<p class="clock-keys">
					<Keycap>←</Keycap>
					<Keycap>→</Keycap>
					{words.clock.choose}
					<Keycap>↑</Keycap>
					<Keycap>↓</Keycap>
					{words.clock.change}
				</p>
				<button type="button" class="clock-confirm" disabled={outcome === "busy"} onClick={() => void confirm()}>
					<Keycap>Enter</Keycap>
					{outcome === "busy" ? words.clock.confirming : words.clock.confirm}
				</button>
				<ClockOutcome outcome={outcome} />
			</section>
		</main>
	);
}

function ClockOutcome({ outcome }: { readonly outcome: Outcome }) {
	const { words } = useReader();
	if (outcome === "idle" || outcome === "busy") return <p class="clock-note">{words.clock.untilThen}</p>;
	const { line, remedy } = outcome === "refused" ? words.clock.refused : words.counter.failed;
	return (
		<p class="clock-note clock-failed" role="alert">
			<Attention />
			{line}
			<Arrow />
			{outcome === "refused" ? remedy : words.trouble.unknown.remedy}
		</p>
	);
}
