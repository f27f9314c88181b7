import { type ComponentChildren, createContext } from "preact";
import { useCallback, useContext, useEffect, useRef, useState } from "preact/hooks";

const AnnounceContext = createContext<(text: string) => void>(() => {});

/**
 * The counter's one live region: a verdict, or what a panel asks and answers. The keys go to no focused element, so
 * nothing else would inform a screen reader. Announcements of one moment are joined.
 */
export function Announcer({ children }: { readonly children: ComponentChildren }) {
	const [said, setSaid] = useState("");
	const pending = useRef<readonly string[]>([]);
	const announce = useCallback((text: string) => {
		if (pending.current.length === 0) {
			queueMicrotask(() => {
				setSaid(pending.current.join(" "));
				pending.current = [];
			});
		}
		pending.current = [...pending.current, text];
	}, []);
	return (
		<AnnounceContext.Provider value={announce}>
			{children}
			<p class="visually-hidden" role="alert" aria-live="assertive" data-said>
				{said}
			</p>
		</AnnounceContext.Provider>
	);
}

/** Announces the text whenever it changes. */
export function useAnnouncement(text: string): void {
	const announce = useContext(AnnounceContext);
	useEffect(() => {
		if (text !== "") announce(text);
	}, [announce, text]);
}

/** Announces what was rendered: `readText` is called after each change of `key`. */
export function useRenderedAnnouncement(key: string, readText: () => string): void {
	const announce = useContext(AnnounceContext);
	const latest = useRef(readText);
	latest.current = readText;
	useEffect(() => {
		const text = latest.current();
		if (text !== "") announce(text);
	}, [announce, key]);
}
