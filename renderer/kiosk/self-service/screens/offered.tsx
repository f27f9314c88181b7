import { Ticket } from "../../../ui/shapes.tsx";
import { useLocalization } from "../../localization.ts";
import { Sentence } from "../../sentence.tsx";
import { keepFiguresTogether } from "../line-breaks.ts";
import type { TouchHandler } from "../visit.ts";
import type { VisitStage } from "../visit-stage.ts";
import { Directions } from "./directions.tsx";
import { PartyPicture, PersonCount } from "./persons.tsx";

type OfferedScreenProps = {
	readonly stage: Extract<VisitStage, { kind: "offered" }>;
	readonly isAdmitting: boolean;
	readonly touch: TouchHandler;
};

/** Asks how many enter now; all who remain are preselected. */
export function OfferedScreen({ stage, isAdmitting, touch }: OfferedScreenProps) {
	const { words, language } = useLocalization();
	const { verdict, chosen } = stage;
	const { party, remaining, session, place, seats } = verdict;
	const rest = remaining - chosen;
	return (
		<>
			<section class="saying saying-offered">
				<Ticket class="saying-shape" />
				<h1 class="saying-word">{words.selfService.howMany}</h1>
				<p class="saying-note">{keepFiguresTogether(words.selfService.ofParty(party, remaining), language)}</p>
				<Directions session={session} place={place} seats={seats.slice(0, chosen)} />
			</section>
			<section class="hand hand-offered">
				<div class="step">
					<StepKey by={-1} isOver={chosen <= 1} label={words.selfService.fewer} touch={touch} />
					<div class="step-chosen" aria-live="polite">
						<PersonCount persons={chosen} />
						<PartyPicture earlier={party - remaining} now={chosen} later={rest} />
					</div>
					<StepKey by={1} isOver={chosen >= remaining} label={words.selfService.more} touch={touch} />
				</div>
				<div class="answers">
					<button
						type="button"
						class="key key-main"
						data-touch="confirm"
						disabled={isAdmitting}
						onClick={() => touch({ kind: "confirmed" })}
					>
						<span>
							{isAdmitting
								? words.selfService.recording
								: keepFiguresTogether(
										rest === 0 ? words.selfService.admitAll(chosen) : words.selfService.admitSome(chosen),
										language,
									)}
						</span>
						<small>
							{rest > 0 && !isAdmitting ? keepFiguresTogether(words.selfService.restLater(rest), language) : ""}
						</small>
					</button>
					<button
						type="button"
						class="key"
						data-touch="dismiss"
						disabled={isAdmitting}
						onClick={() => touch({ kind: "dismissed" })}
					>
						{words.selfService.notNow}
					</button>
				</div>
			</section>
		</>
	);
}

type StepKeyProps = {
	readonly by: 1 | -1;
	readonly isOver: boolean;
	readonly label: string;
	readonly touch: TouchHandler;
};

function StepKey({ by, isOver, label, touch }: StepKeyProps) {
	return (
		<button
			type="button"
			class="step-key"
			data-touch={by > 0 ? "more" : "fewer"}
			aria-label={label}
			disabled={isOver}
			onClick={() => touch({ kind: "stepped", by })}
		>
			<svg viewBox="0 0 40 40" aria-hidden="true">
				<path d={by > 0 ? "M8 20 H32 M20 8 V32" : "M8 20 H32"} />
			</svg>
		</button>
	);
}

/** Shown before an unanswered offer is dropped. */
export function StillThereScreen({ left, touch }: { readonly left: number; readonly touch: () => void }) {
	const { words } = useLocalization();
	return (
		<>
			<section class="saying saying-still">
				<p class="saying-seconds" aria-hidden="true">
					{left}
				</p>
				<h1 class="saying-word">{words.selfService.stillThere}</h1>
				<p class="saying-note">
					<Sentence text={words.selfService.goesIn(left)} />
				</p>
			</section>
			<section class="hand hand-one">
				<button type="button" class="key key-main" data-touch="stay" onClick={touch}>
					{words.selfService.stay}
				</button>
			</section>
		</>
	);
}
