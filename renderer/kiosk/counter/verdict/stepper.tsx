import { useLocalization } from "../../localization.ts";

type StepperProps = {
	readonly chosen: number;
	readonly max: number;
	readonly step: (by: 1 | -1) => void;
};

/** The number of persons, with buttons for one fewer and one more. */
export function Stepper({ chosen, max, step }: StepperProps) {
	const { words } = useLocalization();
	return (
		<div class="stepper">
			<button
				type="button"
				class="stepper-step"
				disabled={chosen <= 1}
				onClick={() => step(-1)}
				aria-label="−1"
				aria-keyshortcuts="ArrowLeft ArrowDown -"
			>
				<svg viewBox="0 0 40 40" aria-hidden="true">
					<path d="M9 20 H31" />
				</svg>
			</button>
			<p class="stepper-figure">
				{chosen}
				<span>{words.counter.personsUnit(chosen)}</span>
			</p>
			<button
				type="button"
				class="stepper-step"
				disabled={chosen >= max}
				onClick={() => step(1)}
				aria-label="+1"
				aria-keyshortcuts="ArrowRight ArrowUp +"
			>
				<svg viewBox="0 0 40 40" aria-hidden="true">
					<path d="M9 20 H31 M20 9 V31" />
				</svg>
			</button>
		</div>
	);
}
