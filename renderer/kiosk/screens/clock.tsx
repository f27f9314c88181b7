import { useState } from "preact/hooks";
import type { Bridge, ClockStatus, TimeOutcome } from "../../../core/contract/contract.ts";
import type { StaffId } from "../../../core/identity.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { Arch } from "../../ui/shapes.tsx";
import { formatDayAndTime } from "../../words/time-format.ts";
import { callMain, callMainOrNull } from "../call-main.ts";
import { credentialFields, credentialsOf } from "../counter/panels/forms/credential-fields.ts";
import { keyFromName, usePanel } from "../counter/panels/use-panel.ts";
import { useLocalization } from "../localization.ts";
import type { Key } from "../scan/key.ts";
import { useKeys } from "../use-input.ts";
import { useNow } from "../use-now.ts";
import { ClockCredentials, ClockMessage, type ClockOutcome } from "./clock-message.tsx";
import { adjustTime, splitTime, type TimePart, timeParts } from "./time-parts.ts";

type ClockProps = {
	readonly bridge: Bridge;
	readonly clock: Extract<ClockStatus, { kind: "unsure" }>;
	/** How far what the machine is set to is ahead of the page's clock. */
	readonly aheadMs: number;
	/** Once there is a supervisor, only a supervisor can confirm the time. */
	readonly supervisors: readonly StaffId[];
};

/** The kiosk's time is not certain: a supervisor corrects it part by part and confirms it. */
export function ClockScreen({ bridge, clock, aheadMs, supervisors }: ClockProps) {
	const { words, language, changeLanguage } = useLocalization();
	const [turnedMs, setTurnedMs] = useState(0);
	const [chosen, setChosen] = useState<TimePart>("hour");
	const [outcome, setOutcome] = useState<ClockOutcome>("idle");
	const [isSigning, setSigning] = useState(false);
	const machineMs = useNow(aheadMs);
	const shownMs = machineMs + turnedMs;
	const dial = splitTime(shownMs);
	const nowMs = Math.max(0, Math.round(shownMs));
	const consent = usePanel<TimeOutcome>({
		fields: credentialFields(supervisors),
		isBlocked: false,
		submit: (values) => callMainOrNull(bridge, "confirmTime", { by: credentialsOf(values, supervisors), nowMs }),
		isDone: ({ kind }) => kind !== "pinRefused",
		onOutcome({ kind }) {
			if (kind === "pinRefused") return;
			leave();
			setOutcome(kind === "confirmed" ? "idle" : "refused");
		},
	});

	function turnChosen(by: number): void {
		setOutcome("idle");
		setTurnedMs(adjustTime(shownMs, chosen, by) - machineMs);
	}

	function choose(by: number): void {
		const next = timeParts[timeParts.indexOf(chosen) + by];
		if (next !== undefined) setChosen(next);
	}

	function leave(): void {
		consent.reset();
		setSigning(false);
	}

	async function confirm(): Promise<void> {
		if (outcome === "busy") return;
		if (supervisors.length > 0) {
			setSigning(true);
			return;
		}
		setOutcome("busy");
		const answer = await callMain(bridge, "confirmTime", { by: null, nowMs });
		if (answer.kind === "none") setOutcome("unanswered");
		else setOutcome(answer.output.kind === "confirmed" ? "idle" : "refused");
	}

	function handleKey(key: Key): void {
		if (key.code === "F8") changeLanguage();
		else if (isSigning) {
			if (consent.press(key)) leave();
		} else if (key.code.endsWith("Enter")) void confirm();
		else if (key.code === "ArrowLeft") choose(-1);
		else if (key.code === "ArrowRight") choose(1);
		else if (key.code === "ArrowUp") turnChosen(1);
		else if (key.code === "ArrowDown") turnChosen(-1);
	}

	useKeys((emission) => {
		if (emission.kind === "key") handleKey(emission.key);
	});

	return (
		<main class="clock" data-screen="clock" data-outcome={outcome} data-signing={isSigning}>
			<div class="trouble-brand">
				<Arch class="brand-arch" />
				{words.product}
			</div>
			<section class="clock-card">
				<h1>{words.clock.title}</h1>
				<p class="clock-why">
					{clock.lastLineMs === null
						? words.clock.whyNever
						: words.clock.whyLine(formatDayAndTime(clock.lastLineMs, language))}
				</p>
				<div class="clock-dial" role="timer" data-shown-ms={shownMs}>
					{timeParts.map((part) => (
						<button
							type="button"
							key={part}
							class={`clock-part clock-${part}`}
							disabled={isSigning}
							aria-pressed={part === chosen && !isSigning}
							onClick={() => setChosen(part)}
						>
							<b>{String(dial[part]).padStart(2, "0")}</b>
							<span>{words.clock[part]}</span>
						</button>
					))}
				</div>
				{isSigning ? (
					<ClockCredentials keys={consent} pressKey={(code) => handleKey(keyFromName(code))} />
				) : (
					<>
						<p class="clock-keys">
							<AdjustKey code="ArrowLeft" cap="←" handleKey={handleKey} />
							<AdjustKey code="ArrowRight" cap="→" handleKey={handleKey} />
							{words.clock.choose}
							<AdjustKey code="ArrowUp" cap="↑" handleKey={handleKey} />
							<AdjustKey code="ArrowDown" cap="↓" handleKey={handleKey} />
							{words.clock.change}
						</p>
						<button type="button" class="clock-confirm" disabled={outcome === "busy"} onClick={() => void confirm()}>
							<Keycap>Enter</Keycap>
							{outcome === "busy" ? words.clock.confirming : words.clock.confirm}
						</button>
						<ClockMessage outcome={outcome} />
					</>
				)}
			</section>
		</main>
	);
}

type AdjustKeyProps = { readonly code: string; readonly cap: string; readonly handleKey: (key: Key) => void };

function AdjustKey({ code, cap, handleKey }: AdjustKeyProps) {
	return (
		<button type="button" class="clock-turn" aria-keyshortcuts={code} onClick={() => handleKey(keyFromName(code))}>
			<Keycap>{cap}</Keycap>
		</button>
	);
}
