import type { ComponentChildren } from "preact";
import { useEffect, useErrorBoundary, useMemo, useState } from "preact/hooks";
import type { Bridge } from "../../core/contract/contract.ts";
import { chosenLanguage, keepLanguage, languages } from "../words/language.ts";
import { isTrouble, type Trouble } from "../words/trouble.ts";
import { wordsOf } from "../words/words.ts";
import { type Reader, ReaderContext } from "./reader.ts";
import { Alive, openingOf } from "./router.tsx";
import { TroubleScreen } from "./screens/trouble.tsx";

type AppProps = { readonly bridge: Bridge | null; readonly search: string };

export function App({ bridge, search }: AppProps) {
	const [language, setLanguage] = useState(() => chosenLanguage(search, localStorage));
	const reader = useMemo(
		(): Reader => ({
			language,
			words: wordsOf(language),
			changeLanguage: () => {
				const next = languages[(languages.indexOf(language) + 1) % languages.length] ?? "zh-CN";
				keepLanguage(next, localStorage);
				setLanguage(next);
			},
		}),
		[language],
	);
	useEffect(() => {
		document.documentElement.lang = language;
		document.title = reader.words.product;
	}, [language, reader]);
	const told = troubleTold(search);
	return (
		<ReaderContext.Provider value={reader}>
			{told !== null || bridge === null ? (
				<TroubleScreen trouble={told ?? "unknown"} />
			) : (
				<Drawn>
					<Alive bridge={bridge} opening={openingOf(search)} />
				</Drawn>
			)}
		</ReaderContext.Provider>
	);
}

const redrawMs = 3000;

/** A screen that could not be drawn is a sentence, not a blank; and is tried again. */
function Drawn({ children }: { readonly children: ComponentChildren }) {
	const [error, redraw] = useErrorBoundary((thrown) => console.error(thrown));
	useEffect(() => {
		if (error === undefined) return;
		const timer = setTimeout(redraw, redrawMs);
		return () => clearTimeout(timer);
	}, [error, redraw]);
	return error === undefined ? children : <TroubleScreen trouble="unknown" />;
}

/** `?trouble=` comes from a main process that could not start: there is nobody to ask anything. */
function troubleTold(search: string): Trouble | null {
	const trouble = new URLSearchParams(search).get("trouble");
	if (trouble === null) return null;
	return isTrouble(trouble) ? trouble : "unknown";
}
