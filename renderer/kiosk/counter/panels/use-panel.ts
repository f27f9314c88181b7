import { useRef, useState } from "preact/hooks";
import { pageClock } from "../../page-clock.ts";
import type { Key } from "../../scan/key.ts";
import type { FormField } from "./forms/form.ts";
import { createPanel, type Panel, reconcilePanel } from "./panel.ts";
import { openPanelDriver, type PanelDispatch, type PanelSpec } from "./panel-driver.ts";

export type PanelControls<O> = {
	readonly panel: Panel<O>;
	readonly fields: readonly FormField[];
	readonly isBlocked: boolean;
	/** True when the key closed the panel. */
	readonly press: (key: Key) => boolean;
	readonly choose: (field: string, option: string) => void;
	readonly open: () => void;
	readonly putAside: () => void;
	/** Clears everything typed. */
	readonly reset: () => void;
};

/** A panel's state and its controls, for a screen. */
export function usePanel<O>(spec: PanelSpec<O>): PanelControls<O> {
	const [panel, setPanel] = useState<Panel<O>>(() => createPanel(spec.fields));
	const current = useRef(spec);
	current.current = spec;
	const driver = useRef<PanelDispatch<O>>(undefined);
	driver.current ??= openPanelDriver<O>(() => current.current, setPanel, pageClock);
	const dispatch = driver.current;
	return {
		panel: reconcilePanel(panel, spec.fields),
		fields: spec.fields,
		isBlocked: spec.isBlocked,
		press: (key) => dispatch({ kind: "pressed", key, isBlocked: current.current.isBlocked }),
		choose: (field, option) => void dispatch({ kind: "chose", field, option }),
		open: () => void dispatch({ kind: "opened" }),
		putAside: () => void dispatch({ kind: "putAside" }),
		reset: () => void dispatch({ kind: "reset" }),
	};
}

/** The key that a button stands for: `Digit3`, or `Shift+Tab`. */
export function keyFromName(name: string): Key {
	const shift = name.startsWith("Shift+");
	const code = shift ? name.slice("Shift+".length) : name;
	const key = /^Digit(\d)$/.exec(code)?.[1] ?? code;
	return { key, code, shift, capsLock: false, composing: false, atMs: performance.now() };
}
