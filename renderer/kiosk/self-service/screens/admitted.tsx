import { Arch, Tick, Warning } from "../../../ui/shapes.tsx";
import { SeatPlanView } from "../../directions.tsx";
import { useLocalization } from "../../localization.ts";
import { Sentence } from "../../sentence.tsx";
import { keepFiguresTogether } from "../line-breaks.ts";
import type { TouchHandler } from "../visit.ts";
import type { VisitStage } from "../visit-stage.ts";
import { Directions } from "./directions.tsx";
import { Face, ratings } from "./faces.tsx";
import { PartyPicture, PersonCount } from "./persons.tsx";
import { poseAt, TicketOutPicture } from "./pictures.tsx";

type AdmittedScreenProps = {
	readonly stage: Extract<VisitStage, { kind: "admitted" }>;
	/** The ticket cannot be printed now. */
	readonly isTicketHeld: boolean;
	readonly nowMs: number;
	readonly touch: TouchHandler;
};

/** The verdict stays visible; below it first what to take along, then the question for a rating. */
export function AdmittedScreen({ stage, isTicketHeld, nowMs, touch }: AdmittedScreenProps) {
	const { words, language } = useLocalization();
	const { persons, party, remaining, session, place, seats } = stage.verdict;
	return (
		<>
			<section class="saying saying-admitted">
				<div class="saying-head">
					<Tick class="saying-shape" />
					<h1 class="saying-word">{words.selfService.admitted}</h1>
				</div>
				<PersonCount persons={persons} />
				<Directions session={session} place={place} seats={seats} />
				{party > 1 && (
					<p class="saying-rest" data-remaining={remaining}>
						{keepFiguresTogether(
							remaining > 0 ? words.selfService.remaining(remaining) : words.selfService.allIn,
							language,
						)}
					</p>
				)}
			</section>
			<section class="hand hand-admitted">
				{stage.left === null ? (
					<TicketInstructions stage={stage} isTicketHeld={isTicketHeld} nowMs={nowMs} />
				) : (
					<RatingPrompt left={stage.left} touch={touch} />
				)}
			</section>
		</>
	);
}

function TicketInstructions({ stage: { verdict }, isTicketHeld, nowMs }: Omit<AdmittedScreenProps, "touch">) {
	const { words } = useLocalization();
	const { party, persons, remaining, isTicketed, session, seats } = verdict;
	if (!isTicketed) {
		return (
			<>
				<SeatPlanView class="hall" session={session} seats={seats} />
				<div class="along along-gate">
					<Arch />
					<PartyPicture earlier={party - persons - remaining} now={persons} later={remaining} />
				</div>
			</>
		);
	}
	if (isTicketHeld) {
		return (
			<div class="along along-held" data-ticket="held">
				<Warning class="along-shape" />
				<p class="along-word">
					<Sentence text={words.selfService.ticketHeld.line} />
				</p>
				<p class="along-how">
					<Sentence text={words.selfService.ticketHeld.remedy} />
				</p>
			</div>
		);
	}
	return (
		<div class="along" data-ticket="out">
			<TicketOutPicture pose={poseAt(nowMs)} />
			<p class="along-word">{words.selfService.takeTicket}</p>
			<p class="along-how">
				<Sentence text={words.selfService.takeTicketHow} />
			</p>
		</div>
	);
}

function RatingPrompt({ left, touch }: { readonly left: number; readonly touch: TouchHandler }) {
	const { words } = useLocalization();
	return (
		<div class="rate">
			<p class="rate-question">
				<Sentence text={words.selfService.rate} />
			</p>
			<p class="rate-how">{words.selfService.rateHow}</p>
			<ul class="rate-faces">
				{ratings.map((rating) => (
					<li key={rating}>
						<button
							type="button"
							class="rate-face"
							data-rating={rating}
							onClick={() => touch({ kind: "rated", rating })}
						>
							<Face rating={rating} />
							<span>{words.selfService.ratings[rating]}</span>
						</button>
					</li>
				))}
			</ul>
			<div class="rate-end">
				<ul class="seconds" aria-hidden="true">
					{Array.from({ length: 6 }, (_, i) => (
						<li key={i} class={i < left ? "" : "seconds-gone"} />
					))}
				</ul>
				<button type="button" class="key" data-touch="skip" onClick={() => touch({ kind: "dismissed" })}>
					{words.selfService.skip}
				</button>
			</div>
		</div>
	);
}

export function ThanksScreen({ stage }: { readonly stage: Extract<VisitStage, { kind: "thanks" }> }) {
	const { words } = useLocalization();
	const rating = ratings.find((one) => one === stage.rating);
	return (
		<section class="saying saying-alone saying-thanks">
			{rating !== undefined && <Face rating={rating} />}
			<h1 class="saying-word">{words.selfService.thanks}</h1>
			<p class="saying-note">
				<Sentence text={words.selfService.thanksHow} />
			</p>
		</section>
	);
}
