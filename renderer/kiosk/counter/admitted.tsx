import type { Verdict } from "../../../core/contract.ts";
import { Seal, Tick } from "../../ui/shapes.tsx";
import { readTitle } from "../../words/language.ts";
import { tellTime } from "../../words/moment.ts";
import { useReader } from "../reader.ts";

type AdmittedProps = {
	readonly verdict: Extract<Verdict, { kind: "admitted" }>;
	/** A supervisor stands by it. */
	readonly isOverride: boolean;
};

export function Admitted({ verdict, isOverride }: AdmittedProps) {
	const { words, language } = useReader();
	const { persons, remaining, session, place } = verdict;
	return (
		<>
			<div class="verdict-head">
				{isOverride ? <Seal class="verdict-shape" /> : <Tick class="verdict-shape" />}
				<h2 class="verdict-word">{isOverride ? words.panels.override.admitted : words.counter.admitted}</h2>
			</div>
			<p class="verdict-figure">
				{persons}
				<span>{words.counter.personsUnit(persons)}</span>
			</p>
			<div class="verdict-where">
				{session.hall && <strong>{readTitle(session.hall, language)}</strong>}
				{place > 0 && <strong>{words.counter.place(place)}</strong>}
				<span>
					{tellTime(session.startsAt, language)} {readTitle(session.title, language)}
				</span>
			</div>
			<p class={remaining > 0 ? "verdict-remaining" : "verdict-remaining verdict-complete"}>
				{remaining > 0 ? words.counter.remaining(remaining) : words.counter.remainingNone}
			</p>
		</>
	);
}
