import { Arch, Attention, Tick } from "../../../ui/shapes.tsx";
import { useReader } from "../../reader.ts";
import { Sentence } from "../../sentence.tsx";
import { phrase } from "../phrase.ts";
import type { Stage } from "../stage.ts";
import type { Touch } from "../touch.ts";
import { Face, ratings } from "./faces.tsx";
import { Figure } from "./figure.tsx";
import { Party } from "./party.tsx";
import { poseAt, TicketOut } from "./pictures.tsx";
import { Hall, Where } from "./where.tsx";

type AdmittedProps = {
	readonly stage: Extract<Stage, { kind: "admitted" }>;
	/** The ticket cannot come out now. */
	readonly isTicketHeld: boolean;
	readonly nowMs: number;
	readonly touch: Touch;
};

/** The verdict stays to be read; below it first what to take along, then the question how it was. */
export function Admitted({ stage, isTicketHeld, nowMs, touch }: AdmittedProps) {
	const { words, language } = useReader();
	const { persons, party, remaining, session, place, seats } = stage.verdict;
	return (
		<>
			<section class="saying saying-admitted">
				<div class="saying-head">
					<Tick class="saying-shape" />
					<h1 class="saying-word">{words.selfService.admitted}</h1>
				</div>
				<Figure persons={persons} />
				<Where session={session} place={place} seats={seats} />
				{party > 1 && (
					<p class="saying-rest" data-remaining={remaining}>
						{phrase(remaining > 0 ? words.selfService.remaining(remaining) : words.selfService.allIn, language)}
					</p>
				)}
			</section>
			<section class="hand hand-admitted">
				{stage.left === null ? (
					<Along stage={stage} isTicketHeld={isTicketHeld} nowMs={nowMs} />
				) : (
					<Rate left={stage.left} touch={touch} />
				)}
			</section>
		</>
	);
}

function Along({ stage: { verdict }, isTicketHeld, nowMs }: Omit<AdmittedProps, "touch">) {
	const { words } = useReader();
	const { party, persons, remaining, isTicketed, session, seats } = verdict;
	if (!isTicketed) {
		return (
			<>
				<Hall session={session} seats={seats} />
				<div class="along along-gate">
					<Arch />
					<Party earlier={party - persons - remaining} now={persons} later={remaining} />
				</div>
			</>
		);
	}
	if (isTicketHeld) {
		return (
			<div class="along along-held" data-ticket="held">
				<Attention class="along-shape" />
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
			<TicketOut pose={poseAt(nowMs)} />
			<p class="along-word">{words.selfService.takeTicket}</p>
			<p class="along-how">
				<Sentence text={words.selfService.takeTicketHow} />
			</p>
		</div>
	);
}

function Rate({ left, touch }: { readonly left: number; readonly touch: Touch }) {
	const { words } = useReader();
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

export function Thanks({ stage }: { readonly stage: Extract<Stage, { kind: "thanks" }> }) {
	const { words } = useReader();
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
