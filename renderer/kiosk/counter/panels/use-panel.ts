import { useRef, useState } from "preact/hooks";
import { patienceMs } from "../../call-main.ts";
import type { Key } from "../../scan/key.ts";
import type { Field, Values } from "./forms/form.ts";
import { advancePanel, emptyPanel, type Panel, type PanelEvent, settlePanel } from "./panel.ts";

/** What one panel is: its fields as they are now, what it asks, and which answers are its end. */
export type PanelSpec<O> = {
	readonly fields: readonly Field[];
	/** Nothing can be filled in now; it says why instead. */
	readonly isBlocked: boolean;
	/** Null when no answer came. */
	readonly ask: (values: Values) => Promise<O | null>;
	readonly isDone: (outcome: O) => boolean;
	/** Told of each outcome, however late. */
	readonly onOutcome?: (outcome: O) => void;
};

export type PanelKeys<O> = {
	readonly panel: Panel<O>;
	readonly fields: readonly Field[];
	readonly isBlocked: boolean;
	/** True when the key closed it. */
	readonly press: (key: Key) => boolean;
	readonly choose: (field: string, option: string) => void;
	readonly open: () => void;
	readonly putAside: () => void;
	/** Forgets all that was typed. */
	readonly reset: () => void;
};

/** Runs a panel: asks what it has come to ask, and brings the answer back. */
export function usePanel<O>(spec: PanelSpec<O>): PanelKeys<O> {
	const [panel, setPanel] = useState<Panel<O>>(() => emptyPanel(spec.fields));
	// Keys may come faster than the page is drawn.
	const latest = useRef(panel);
	const current = useRef(spec);
	current.current = spec;

	function tell(event: PanelEvent<O>): boolean {
		const { panel, ask, isClosed } = advancePanel(latest.current, current.current.fields, event);
		latest.current = panel;
		setPanel(panel);
		if (ask !== null) void carry(ask);
		return isClosed;
	}

	async function carry(values: Values): Promise<void> {
		const { ask, isDone, onOutcome } = current.current;
		const patience = setTimeout(() => tell({ kind: "gaveUp" }), patienceMs);
		const outcome = await ask(values);
		clearTimeout(patience);
		if (outcome === null) {
			tell({ kind: "gaveUp" });
			return;
		}
		tell({ kind: "answered", outcome, isDone: isDone(outcome), atMs: performance.now() });
		onOutcome?.(outcome);
	}

	return {
		panel: settlePanel(panel, spec.fields),
		fields: spec.fields,
		isBlocked: spec.isBlocked,
		press: (key) => tell({ kind: "pressed", key, isBlocked: current.current.isBlocked }),
		choose: (field, option) => void tell({ kind: "chose", field, option }),
		open: () => void tell({ kind: "opened" }),
		putAside: () => void tell({ kind: "putAside" }),
		reset: () => void tell({ kind: "reset" }),
	};
}

/** A button's way to say a key, Shift with it where it is named so. */
export function keyOf(name: string): Key {
	const shift = name.startsWith("Shift+");
	const code = shift ? name.slice("Shift+".length) : name;
	const key = /^Digit(\d)$/.exec(code)?.[1] ?? code;
	return { key, code, shift, capsLock: false, composing: false, atMs: performance.now() };
}
