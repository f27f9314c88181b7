import type { ComponentChildren } from "preact";
import { useEffect, useErrorBoundary, useMemo, useState } from "preact/hooks";
import type { Bridge } from "../../core/contract/contract.ts";
import { languages, readLanguage, saveLanguage } from "../words/language.ts";
import { isTrouble, type Trouble } from "../words/trouble.ts";
import { wordsOf } from "../words/words.ts";
import { type Localization, LocalizationContext } from "./localization.ts";
import { Router, readPageParameters } from "./router.tsx";
import { TroubleScreen } from "./screens/trouble.tsx";

type AppProps = { readonly bridge: Bridge | null; readonly search: string };

export function App({ bridge, search }: AppProps) {
	const [language, setLanguage] = useState(() => readLanguage(search, localStorage));
	const reader = useMemo(
		(): Localization => ({
			language,
			words: wordsOf(language),
			changeLanguage: () => {
				const next = languages[(languages.indexOf(language) + 1) % languages.length] ?? "zh-CN";
				saveLanguage(next, localStorage);
				setLanguage(next);
			},
		}),
		[language],
	);
	useEffect(() => {
		document.documentElement.lang = language;
		document.title = reader.words.product;
	}, [language, reader]);
	const trouble = readTrouble(search);
	return (
		<LocalizationContext.Provider value={reader}>
			{trouble !== null || bridge === null ? (
				<TroubleScreen trouble={trouble ?? "unknown"} />
			) : (
				<ScreenErrorBoundary>
					<Router bridge={bridge} opening={readPageParameters(search)} />
				</ScreenErrorBoundary>
			)}
		</LocalizationContext.Provider>
	);
}

const redrawDelayMs = 3000;

/** Error boundary: shows a message when a screen throws, and renders the screen again after a pause. */
function ScreenErrorBoundary({ children }: { readonly children: ComponentChildren }) {
	const [error, redraw] = useErrorBoundary((thrown) => console.error(thrown));
	useEffect(() => {
		if (error === undefined) return;
		const timer = setTimeout(redraw, redrawDelayMs);
		return () => clearTimeout(timer);
	}, [error, redraw]);
	return error === undefined ? children : <TroubleScreen trouble="unknown" />;
}

/** `?trouble=` is set by a main process that could not start: no call can be made. */
function readTrouble(search: string): Trouble | null {
	const trouble = new URLSearchParams(search).get("trouble");
	if (trouble === null) return null;
	return isTrouble(trouble) ? trouble : "unknown";
}
