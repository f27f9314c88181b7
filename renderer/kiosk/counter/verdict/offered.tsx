import type { Verdict } from "../../../../core/contract/contract.ts";
import { Keycap } from "../../../ui/keycap.tsx";
import { Person, Ticket } from "../../../ui/shapes.tsx";
import { SeatPlanView } from "../../directions.tsx";
import { useLocalization } from "../../localization.ts";
import type { Command } from "../command.ts";
import { DirectionsView } from "./directions.tsx";
import { Stepper } from "./stepper.tsx";

type OfferedViewProps = {
	readonly verdict: Extract<Verdict, { kind: "offered" }>;
	readonly chosen: number;
	readonly isAdmitting: boolean;
	readonly runCommand: (command: Command) => void;
};

export function OfferedView({ verdict, chosen, isAdmitting, runCommand }: OfferedViewProps) {
	const { words } = useLocalization();
	const { party, remaining, session, place, seats, card } = verdict;
	const earlier = party - remaining;
	return (
		<>
			<div class="verdict-head">
				<Ticket class="verdict-shape" />
				<h2 class="verdict-word">{words.counter.offered}</h2>
				{card !== null && (
					<p class="offered-card" data-card={card}>
						{words.counter.card}
						<b>{card}</b>
					</p>
				)}
			</div>
			<p class="offered-ask">
				{words.counter.howMany}
				<span>{words.counter.ofParty(party, remaining)}</span>
			</p>
			<Stepper chosen={chosen} max={remaining} step={(by) => runCommand({ kind: "step", by })} />
			<ul class="persons" aria-hidden="true">
				{Array.from({ length: party }, (_, i) => (
					<li
						key={i}
						class={i < earlier ? "persons-earlier" : i < earlier + chosen ? "persons-chosen" : "persons-later"}
					>
						<Person />
					</li>
				))}
			</ul>
			<div class="offered-keys">
				<button
					type="button"
					class="offered-admit"
					disabled={isAdmitting}
					onClick={() => runCommand({ kind: "confirm" })}
				>
					{isAdmitting ? words.counter.recording : words.counter.admitKey(chosen)}
					<Keycap>Enter</Keycap>
				</button>
				<button
					type="button"
					class="offered-dismiss"
					disabled={isAdmitting}
					onClick={() => runCommand({ kind: "dismiss" })}
				>
					{words.counter.dismissKey}
					<Keycap>Esc</Keycap>
				</button>
			</div>
			<div class="offered-where">
				<DirectionsView session={session} place={place} seats={seats.slice(0, chosen)} />
				<SeatPlanView class="where-hall" session={session} seats={seats.slice(0, chosen)} />
			</div>
		</>
	);
}
