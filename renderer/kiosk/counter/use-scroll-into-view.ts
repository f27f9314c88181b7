import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Keeps what the keys have chosen in view, in a list longer than its place. */
export function useScrollIntoView<E extends HTMLElement>(isChosen: boolean): RefObject<E | null> {
	const element = useRef<E>(null);
	useEffect(() => {
		if (isChosen) element.current?.scrollIntoView({ block: "nearest" });
	}, [isChosen]);
	return element;
}
