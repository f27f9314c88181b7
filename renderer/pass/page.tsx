import { useEffect, useState } from "preact/hooks";
import type { Session } from "../../core/allocation/session.ts";
import { Arch, Warning } from "../ui/shapes.tsx";
import { type Language, languages, localizeTitle, readLanguage, saveLanguage } from "../words/language.ts";
import { formatDay, formatDuration, formatMoment, formatTime } from "../words/time-format.ts";
import { wordsOf } from "../words/words.ts";
import { fetchPass, type PassState, type TimedPassAnswer } from "./fetch-pass.ts";
import { QrCode } from "./qr-code.tsx";
import { RotatingCode } from "./rotating-code.tsx";
import { PassSeatPlan, SeatText } from "./seats.tsx";

const refreshMs = 60_000;
/** A phone's clock may differ by this much before the page says so. */
const toleratedClockOffsetMs = 20_000;

export function PassPage({ secret, search }: { readonly secret: string; readonly search: string }) {
	const [language, setLanguage] = useState(() => readLanguage(search, localStorage));
	const [pass, setPass] = useState<PassState>({ kind: "loading" });
	useEffect(() => {
		let isGone = false;
		const refresh = async () => {
			const fetched = await fetchPass(secret, localStorage);
			if (!isGone) setPass(fetched);
		};
		const soon = () => void refresh();
		soon();
		const timer = setInterval(soon, refreshMs);
		window.addEventListener("online", soon);
		return () => {
			isGone = true;
			clearInterval(timer);
			window.removeEventListener("online", soon);
		};
	}, [secret]);
	useEffect(() => {
		document.documentElement.lang = language;
		document.title = wordsOf(language).pass.title;
	}, [language]);
	const change = (next: Language) => {
		saveLanguage(next, localStorage);
		setLanguage(next);
	};
	return (
		<main class="pass" data-pass={screenStateOf(pass)}>
			<LanguageSwitch language={language} change={change} />
			{pass.kind !== "fresh" && pass.kind !== "kept" && <h1 class="visually-hidden">{wordsOf(language).pass.title}</h1>}
			<PassBody pass={pass} language={language} />
		</main>
	);
}

type PassScreenState = "loading" | "ready" | "cancelled" | "blocked" | "revoked" | "notFound" | "unreachable";

function screenStateOf(pass: PassState): PassScreenState {
	if (pass.kind !== "fresh" && pass.kind !== "kept") return pass.kind;
	return pass.answer.state === "live" ? "ready" : pass.answer.state;
}

function PassBody({ pass, language }: { readonly pass: PassState; readonly language: Language }) {
	const words = wordsOf(language).pass;
	switch (pass.kind) {
		case "loading":
			return <p class="pass-loading">{words.loading}</p>;
		case "notFound":
		case "unreachable":
			return <Notice {...words[pass.kind]} />;
		case "fresh":
			return <PassDetails answer={pass.answer} language={language} note={null} />;
		case "kept":
			return (
				<PassDetails
					answer={pass.answer}
					language={language}
					note={words.offline(formatMoment(pass.keptAtMs, Date.now() + pass.answer.aheadMs, language))}
				/>
			);
	}
}

type PassDetailsProps = { readonly answer: TimedPassAnswer; readonly language: Language; readonly note: string | null };

function PassDetails({ answer, language, note }: PassDetailsProps) {
	const { pass: words, seating } = wordsOf(language);
	const { session } = answer;
	const { entry } = session;
	const time = (ms: number) => formatTime(ms, language);
	return (
		<>
			<header class="pass-head">
				<p>{localizeTitle(answer.programme, language)}</p>
				<h1>{localizeTitle(session.title, language)}</h1>
				{session.hall && <p class="pass-hall">{localizeTitle(session.hall, language)}</p>}
			</header>
			{answer.state === "live" && answer.code !== null ? (
				<section class="pass-ticket">
					<p class="pass-party">
						<strong>{words.party(answer.party)}</strong>
						<SeatText answer={answer} language={language} />
						{answer.party > 1 && <span>{words.partyHint}</span>}
					</p>
					{answer.rotation === null ? (
						<QrCode text={answer.code} label={words.title} />
					) : (
						<RotatingCode
							code={answer.code}
							rotation={answer.rotation}
							aheadMs={answer.aheadMs}
							label={words.title}
							line={words.rotates}
						/>
					)}
					<p class="pass-show">{words.showIt}</p>
					{note !== null && <p class="pass-note">{note}</p>}
					{answer.rotation !== null && <ClockNote aheadMs={answer.aheadMs} language={language} />}
				</section>
			) : (
				<Notice {...words[answer.state === "live" ? "notFound" : answer.state]} />
			)}
			<dl class="pass-facts">
				<Fact name={words.when} value={formatSessionTime(session, language)} />
				<Fact
					name={seating.admitName[entry.kind]}
					value={words.admitSpan(time(session.admitFrom), time(session.admitUntil))}
				/>
				{entry.kind === "boarding" && entry.pier && (
					<Fact name={seating.pierName} value={localizeTitle(entry.pier, language)} />
				)}
				<Fact
					name={words.where}
					value={localizeTitle(answer.venue, language)}
					more={answer.address && localizeTitle(answer.address, language)}
				/>
			</dl>
			<PassSeatPlan answer={answer} language={language} />
		</>
	);
}

/**
 * The day, and the time of start or departure. An open day has no such time: its admission times are shown beside it.
 */
function formatSessionTime({ entry, startsAt }: Session, language: Language): string {
	const day = formatDay(startsAt, language);
	if (entry.kind === "quota") return day;
	return `${day} ${wordsOf(language).seating.when[entry.kind](formatTime(startsAt, language))}`;
}

/** Warns of a wrong clock. Shown for rotating codes only: a static code does not depend on the phone's time. */
function ClockNote({ aheadMs, language }: { readonly aheadMs: number; readonly language: Language }) {
	if (Math.abs(aheadMs) <= toleratedClockOffsetMs) return null;
	const { clockFast, clockSlow } = wordsOf(language).pass;
	const span = formatDuration(Math.abs(aheadMs), language);
	return (
		<p class="pass-note" data-clock={aheadMs < 0 ? "fast" : "slow"}>
			{aheadMs < 0 ? clockFast(span) : clockSlow(span)}
		</p>
	);
}

function Fact({ name, value, more }: { readonly name: string; readonly value: string; readonly more?: string | null }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>
				{value}
				{more && <small>{more}</small>}
			</dd>
		</div>
	);
}

function Notice({ line, remedy }: { readonly line: string; readonly remedy: string }) {
	return (
		<section class="pass-ticket pass-notice" role="alert">
			<Warning />
			<h2>{line}</h2>
			<p>{remedy}</p>
		</section>
	);
}

function LanguageSwitch({
	language,
	change,
}: {
	readonly language: Language;
	readonly change: (next: Language) => void;
}) {
	return (
		<nav class="pass-languages" aria-label={wordsOf(language).pass.language}>
			<Arch class="pass-arch" />
			{languages.map((other) => (
				<button key={other} type="button" lang={other} aria-pressed={other === language} onClick={() => change(other)}>
					{wordsOf(other).name}
				</button>
			))}
		</nav>
	);
}
