import { Arch } from "../../ui/shapes.tsx";
import { coloursOf, type Theme } from "../../ui/themes.ts";
import { readTitle } from "../../words/language.ts";
import { tellDay, tellSecond, tellTime } from "../../words/moment.ts";
import { useReader } from "../reader.ts";
import type { ReadyState } from "../screens/counter.tsx";
import { NetStatus } from "./net-status.tsx";
import { PrinterStatus } from "./side/printer-status.tsx";

type HeaderProps = { readonly state: ReadyState; readonly theme: Theme; readonly nowMs: number };

export function Header({ state, theme, nowMs }: HeaderProps) {
	const { words, language } = useReader();
	const current = state.sessions.find(({ session }) => session.session === state.current)?.session ?? null;
	return (
		<header class="header themed" style={coloursOf(theme)}>
			<Arch class="header-arch" />
			<div class="header-venue">
				<h1 title={readTitle(state.venue, language)}>{readTitle(state.venue, language)}</h1>
				<p>
					<span class="header-label">{state.label}</span>
					{state.keys === "plain" && (
						<span class="header-plain" title={words.header.keysPlainWhy}>
							{words.header.keysPlain}
						</span>
					)}
					<span class="header-session">
						{current === null
							? (state.programme && readTitle(state.programme, language)) || words.side.noSessions
							: [
									words.seating.when[current.entry.kind](
										tellTime(current.startsAt, language),
										tellTime(current.admitFrom, language),
										tellTime(current.admitUntil, language),
									),
									current.hall && readTitle(current.hall, language),
									readTitle(current.title, language),
								]
									.filter(Boolean)
									.join(" · ")}
					</span>
				</p>
			</div>
			<PrinterStatus printer={state.printer} />
			<NetStatus state={state} nowMs={nowMs} />
			<div class="header-clock">
				<time>{tellSecond(nowMs, language)}</time>
				<p>{tellDay(nowMs, language)}</p>
				{state.shift !== null && (
					<p class="header-shift" data-shift={state.shift.staff}>
						{words.watch.shift(state.shift.staff, tellTime(state.shift.openedAtMs, language))}
					</p>
				)}
			</div>
		</header>
	);
}
