import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { NumberEntry as NumberState } from "../../../core/contract.ts";
import type { Key } from "../scan/key.ts";
import type { Counter } from "./counter.ts";
import type { Desk } from "./desk.ts";
import { advanceEntry, closedEntry, type NumberEntry, type NumberEvent } from "./number-entry.ts";

export type NumberKeys = {
	readonly entry: NumberEntry;
	readonly open: () => void;
	readonly press: (key: Key) => void;
	readonly fill: (field: NumberEntry["field"], text: string) => void;
	/** A button's way to say a key. */
	readonly say: (code: "Enter" | "Escape") => void;
};

/** The entry beside the counter: it opens when nothing is being answered, and yields to whatever is scanned. */
export function useNumberEntry(counter: Counter, desk: RefObject<Desk | undefined>, { kind }: NumberState): NumberKeys {
	const [entry, setEntry] = useState(closedEntry);
	// Keys may come faster than the page is drawn.
	const latest = useRef(entry);

	function tell(event: NumberEvent): void {
		const step = advanceEntry(latest.current, event);
		latest.current = step.entry;
		setEntry(step.entry);
		if (step.ask !== null) desk.current?.tell({ kind: "typed", ...step.ask, atMs: performance.now() });
	}

	useEffect(() => {
		if (latest.current.isOpen) tell({ kind: "putAside" });
	}, [counter.scans]);

	const press = (key: Key) => tell({ kind: "pressed", key, isLocked: kind !== "open" });
	return {
		entry,
		open() {
			if (counter.ask !== null || counter.shown.kind === "offered" || counter.queue.length > 0) return;
			desk.current?.tell({ kind: "dismissed", atMs: performance.now() });
			tell({ kind: "opened" });
		},
		press,
		fill: (field, text) => tell({ kind: "filled", field, text }),
		say: (code) => press({ key: code, code, shift: false, capsLock: false, composing: false, atMs: performance.now() }),
	};
}
