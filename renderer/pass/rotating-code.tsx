import { useEffect, useState } from "preact/hooks";
import { fromHex } from "../../core/bytes/bytes.ts";
import { rotationStepAt, rotationStepMs, writeRotatingCode } from "../../core/voucher/rotatingCode.ts";
import { passCrypto } from "./pass-crypto.ts";
import { QrCode } from "./qr-code.tsx";
import { type StepClock, watchRotationStep } from "./rotation-steps.ts";

type RotatingCodeProps = {
	/** The static code, and the key (hex) that its rotating codes are computed with. */
	readonly code: string;
	readonly rotation: string;
	/** How far the hub's clock is ahead of this phone's. */
	readonly aheadMs: number;
	readonly label: string;
	readonly line: string;
};

const phoneClock: StepClock = {
	nowMs: () => Date.now(),
	after(delayMs, work) {
		const timer = setTimeout(work, delayMs);
		return () => clearTimeout(timer);
	},
};

/** The code of the current 15-second step, with a ring that shows the time left. Needs no network. */
export function RotatingCode({ code, rotation, aheadMs, label, line }: RotatingCodeProps) {
	const step = useRotationStep(aheadMs);
	const text = writeRotatingCode(code, fromHex(rotation) ?? new Uint8Array(0), step, passCrypto);
	return (
		<>
			<QrCode text={text} label={label} />
			<p class="pass-rotates" data-step={step}>
				<CountdownRing key={step} startedMs={step * rotationStepMs - aheadMs} />
				{line}
			</p>
		</>
	);
}

/**
 * The step by the hub's clock. It is computed again when the page becomes visible, because a sleeping phone's timers
 * stop.
 */
function useRotationStep(aheadMs: number): number {
	const [step, setStep] = useState(() => rotationStepAt(Date.now() + aheadMs));
	useEffect(() => {
		const watch = watchRotationStep(aheadMs, setStep, phoneClock);
		document.addEventListener("visibilitychange", watch.refresh);
		return () => {
			watch.stop();
			document.removeEventListener("visibilitychange", watch.refresh);
		};
	}, [aheadMs]);
	return step;
}

function CountdownRing({ startedMs }: { readonly startedMs: number }) {
	// A negative delay starts the animation where the step is now, so that a ring drawn late is not full.
	const [delayMs] = useState(() => startedMs - Date.now());
	return (
		<svg class="pass-ring" viewBox="0 0 24 24" aria-hidden="true">
			<circle class="pass-ring-ground" cx="12" cy="12" r="10" />
			<circle
				class="pass-ring-left"
				cx="12"
				cy="12"
				r="10"
				pathLength={1}
				style={{ animationDuration: `${rotationStepMs}ms`, animationDelay: `${delayMs}ms` }}
			/>
		</svg>
	);
}
