import type { ReadyState } from "../../../core/contract/kioskState.ts";
import { Arch } from "../../ui/shapes.tsx";
import { coloursOf, type Theme } from "../../ui/themes.ts";
import { localizeTitle } from "../../words/language.ts";
import { formatDay, formatTime, formatTimeWithSeconds } from "../../words/time-format.ts";
import { formatSessionTime } from "../directions.tsx";
import { useLocalization } from "../localization.ts";
import { NetStatus } from "./net-status.tsx";
import { PrinterStatus } from "./printer-status.tsx";
import { ScannerStatus } from "./scanner-status.tsx";

type HeaderProps = { readonly state: ReadyState; readonly theme: Theme; readonly nowMs: number };

export function Header({ state, theme, nowMs }: HeaderProps) {
	const reader = useLocalization();
	const { words, language } = reader;
	const current = state.sessions.find(({ session }) => session.session === state.currentSession)?.session ?? null;
	return (
		<header class="header themed" style={coloursOf(theme)}>
			<Arch class="header-arch" />
			<div class="header-venue">
				<h1 title={localizeTitle(state.venue, language)}>{localizeTitle(state.venue, language)}</h1>
				<p>
					<span class="header-label">{state.label}</span>
					{state.keys === "plain" && (
						<span class="header-plain" title={words.header.keysPlainWhy}>
							{words.header.keysPlain}
						</span>
					)}
					{state.unreadableLines > 0 && (
						<span class="header-plain" data-unreadable={state.unreadableLines} title={words.watch.unreadableWhy}>
							{words.watch.unreadable(state.unreadableLines)}
						</span>
					)}
					<span class="header-session">
						{current === null
							? (state.programme && localizeTitle(state.programme, language)) || words.side.noSessions
							: [
									formatSessionTime(current, reader),
									current.hall && localizeTitle(current.hall, language),
									localizeTitle(current.title, language),
								]
									.filter(Boolean)
									.join(" · ")}
					</span>
				</p>
			</div>
			<ScannerStatus serial={state.serial} />
			<PrinterStatus printer={state.printer} />
			<NetStatus state={state} nowMs={nowMs} />
			<div class="header-clock">
				<time>{formatTimeWithSeconds(nowMs, language)}</time>
				<p>{formatDay(nowMs, language)}</p>
				{state.shift !== null && (
					<p class="header-shift" data-shift={state.shift.staff}>
						{words.watch.shift(state.shift.staff, formatTime(state.shift.openedAtMs, language))}
					</p>
				)}
			</div>
		</header>
	);
}
