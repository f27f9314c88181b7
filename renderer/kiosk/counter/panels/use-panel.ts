import { useRef, useState } from "preact/hooks";
import { callTimeoutMs } from "../../call-main.ts";
import type { Key } from "../../scan/key.ts";
import type { FormField, Values } from "./forms/form.ts";
import { createPanel, type Panel, type PanelEvent, reconcilePanel, reducePanel } from "./panel.ts";

/** What one panel is: its fields as they are now, what it asks, and which answers are its end. */
export type PanelSpec<O> = {
	readonly fields: readonly FormField[];
	/** Nothing can be filled in now; it says why instead. */
	readonly isBlocked: boolean;
	/** Null when no answer came. */
	readonly submit: (values: Values) => Promise<O | null>;
	readonly isDone: (outcome: O) => boolean;
	/** Told of each outcome, however late. */
	readonly onOutcome?: (outcome: O) => void;
};

export type PanelControls<O> = {
	readonly panel: Panel<O>;
	readonly fields: readonly FormField[];
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
export function usePanel<O>(spec: PanelSpec<O>): PanelControls<O> {
	const [panel, setPanel] = useState<Panel<O>>(() => createPanel(spec.fields));
	// Keys may come faster than the page is drawn.
	const latest = useRef(panel);
	const current = useRef(spec);
	current.current = spec;

	function tell(event: PanelEvent<O>): boolean {
		const { panel, submission, isClosed } = reducePanel(latest.current, current.current.fields, event);
		latest.current = panel;
		setPanel(panel);
		if (submission !== null) void carry(submission);
		return isClosed;
	}

	async function carry(values: Values): Promise<void> {
		const { submit, isDone, onOutcome } = current.current;
		const patience = setTimeout(() => tell({ kind: "gaveUp" }), callTimeoutMs);
		const outcome = await submit(values);
		clearTimeout(patience);
		if (outcome === null) {
			tell({ kind: "gaveUp" });
			return;
		}
		tell({ kind: "answered", outcome, isDone: isDone(outcome), atMs: performance.now() });
		onOutcome?.(outcome);
	}

	return {
		panel: reconcilePanel(panel, spec.fields),
		fields: spec.fields,
		isBlocked: spec.isBlocked,
		press: (key) => tell({ kind: "pressed", key, isBlocked: current.current.isBlocked }),
		choose: (field, option) => void tell({ kind: "chose", field, option }),
		open: () => void tell({ kind: "opened" }),
		putAside: () => void tell({ kind: "putAside" }),
		reset: () => void tell({ kind: "reset" }),
	};
}

/** The key that a button stands for: `Digit3`, or `Shift+Tab`. */
export function keyFromName(name: string): Key {
	const shift = name.startsWith("Shift+");
	const code = shift ? name.slice("Shift+".length) : name;
	const key = /^Digit(\d)$/.exec(code)?.[1] ?? code;
	return { key, code, shift, capsLock: false, composing: false, atMs: performance.now() };
}
