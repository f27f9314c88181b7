import type { PrintDots } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import { Arch } from "../ui/shapes.tsx";
import { type Language, localizeTitle } from "../words/language.ts";
import { formatDay, formatMoment, formatTime } from "../words/time-format.ts";
import { wordsOf } from "../words/words.ts";
import type { TicketWords } from "../words/zh-CN/ticket.ts";

/** A printed ticket: what, when, where, how many; the small print last. Black on white, for 1-bit printers. */
export function TicketPage({ ticket, dots }: { readonly ticket: Ticket; readonly dots: PrintDots }) {
	const { language, seats, place } = ticket;
	const words = wordsOf(language).ticket;
	const { incarnation, line, label, admittedAtMs, when } = ticket;
	const activity = localizeTitle(ticket.activity, language);
	return (
		<main class="ticket" data-copy={ticket.copy}>
			<Lattice dots={dots} />
			{ticket.copy > 1 && <p class="again">{words.copy(ticket.copy)}</p>}
			<header class="whose">
				<Arch />
				<div>
					{ticket.programme !== null && <p class="programme">{localizeTitle(ticket.programme, language)}</p>}
					<p class="venue">{localizeTitle(ticket.venue, language)}</p>
				</div>
			</header>
			<h1 class="activity" data-long={activity.length > longTitle}>
				{activity}
			</h1>
			<section class="when">
				<p class="day">{formatDay(when.atMs, language)}</p>
				<DigitText class="time" text={formatSessionTime(when, words, language)} />
				{ticket.hall !== null && <DigitText class="hall" text={localizeTitle(ticket.hall, language)} />}
				{when.kind === "boarding" && <p class="board">{words.boardBy(formatTime(when.untilMs, language))}</p>}
			</section>
			<section class="who">
				<DigitText class="persons" text={words.persons(ticket.persons)} />
				{seats?.map(({ row, from, to }) => (
					<DigitText key={`${row}/${from}`} class="seats" text={words.seats(row, from, to)} />
				))}
				{place !== null && <DigitText class="place" text={words.place(place)} />}
			</section>
			<footer class="small">
				<p>{`${label} · ${words.reference(`${incarnation}-${line}`)} · ${formatMoment(admittedAtMs, when.atMs, language)}`}</p>
				<p>{words.wish}</p>
			</footer>
			<Lattice dots={dots} />
		</main>
	);
}

/** In UTF-16 units. A longer title is set smaller; one that is too long even so ends in an ellipsis (ticket.css). */
const longTitle = 60;
/** A longer text has no large digits, which could not be broken into lines. */
const longestWithLargeDigits = 16;

function formatSessionTime(when: Ticket["when"], words: TicketWords, language: Language): string {
	switch (when.kind) {
		case "start":
			return formatTime(when.atMs, language);
		case "day":
			return words.allDay;
		case "boarding":
			return words.leaves(formatTime(when.atMs, language));
		default:
			return when satisfies never;
	}
}

/** A sentence with its digits in large type. */
function DigitText({ text, class: name }: { readonly text: string; readonly class: string }) {
	if (text.length > longestWithLargeDigits) return <p class={`${name} long`}>{text}</p>;
	const parts = text.split(/(\d[\d:–]*)/);
	return (
		<p class={name}>
			{parts.map((part, i) => (i % 2 === 1 ? <b key={part}>{part}</b> : <span key={part}>{part}</span>))}
		</p>
	);
}

const latticeCell = 48;

/** The product's window lattice (窗棂) as a band: line widths in whole dots that a print head can print. */
function Lattice({ dots }: { readonly dots: number }) {
	const cells = Array.from({ length: dots / latticeCell }, (_, i) => latticeCell * i);
	return (
		<svg class="lattice" width={dots} height="24" aria-hidden="true">
			{cells.map((x) => (
				<path key={x} class="lattice-line" transform={`translate(${x})`} d={latticePath} />
			))}
		</svg>
	);
}

const latticePath = "M0 1 H48 M0 23 H48 M8 6 H40 V18 H8 Z M18 11 H30 V13 H18 Z M0 12 H8 M40 12 H48";
