import type { Verdict } from "../../../../core/contract/contract.ts";
import { Seal, Tick } from "../../../ui/shapes.tsx";
import { SeatPlanView } from "../../directions.tsx";
import { useLocalization } from "../../localization.ts";
import { DirectionsView } from "./directions.tsx";

type AdmittedViewProps = {
	readonly verdict: Extract<Verdict, { kind: "admitted" }>;
	/** Admitted by a supervisor's override. */
	readonly isOverride: boolean;
};

export function AdmittedView({ verdict, isOverride }: AdmittedViewProps) {
	const { words } = useLocalization();
	const { persons, remaining, session, place, seats } = verdict;
	return (
		<>
			<div class="verdict-head">
				{isOverride ? <Seal class="verdict-shape" /> : <Tick class="verdict-shape" />}
				<h2 class="verdict-word">{isOverride ? words.panels.override.admitted : words.counter.admitted}</h2>
			</div>
			<div class="verdict-who">
				<p class="verdict-figure">
					{persons}
					<span>{words.counter.personsUnit(persons)}</span>
				</p>
				<SeatPlanView class="where-hall" session={session} seats={seats} />
			</div>
			<DirectionsView session={session} place={place} seats={seats} />
			<p class={remaining > 0 ? "verdict-remaining" : "verdict-remaining verdict-complete"}>
				{remaining > 0 ? words.counter.remaining(remaining) : words.counter.remainingNone}
			</p>
		</>
	);
}
