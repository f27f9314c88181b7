import { callTimeoutMs } from "../../call-main.ts";
import type { PageClock } from "../../page-clock.ts";
import type { FormField, Values } from "./forms/form.ts";
import { createPanel, type Panel, type PanelEvent, reducePanel } from "./panel.ts";

/** Defines a panel: its current fields, what it submits, and which outcomes end it. */
export type PanelSpec<O> = {
	readonly fields: readonly FormField[];
	/** Nothing can be filled in now; the panel shows why instead. */
	readonly isBlocked: boolean;
	/** Null when no answer came. */
	readonly submit: (values: Values) => Promise<O | null>;
	readonly isDone: (outcome: O) => boolean;
	/** Called with each outcome, however late. */
	readonly onOutcome?: (outcome: O) => void;
};

/** Applies an event; true when it closed the panel. */
export type PanelDispatch<O> = (event: PanelEvent<O>) => boolean;

/** Runs a panel's reducer: submits what was filled in, and reports the outcome, or that none came in time. */
export function openPanelDriver<O>(
	/** The spec as it is now: its fields change with the kiosk's state. */
	currentSpec: () => PanelSpec<O>,
	onPanel: (panel: Panel<O>) => void,
	clock: PageClock,
): PanelDispatch<O> {
	// Kept here, because keys may come faster than the page is rendered.
	let panel = createPanel<O>(currentSpec().fields);

	function dispatch(event: PanelEvent<O>): boolean {
		const step = reducePanel(panel, currentSpec().fields, event);
		panel = step.panel;
		onPanel(panel);
		if (step.submission !== null) void submit(step.submission);
		return step.isClosed;
	}

	async function submit(values: Values): Promise<void> {
		const spec = currentSpec();
		const cancelTimeout = clock.after(callTimeoutMs, () => dispatch({ kind: "gaveUp" }));
		const outcome = await spec.submit(values);
		cancelTimeout();
		if (outcome === null) {
			dispatch({ kind: "gaveUp" });
			return;
		}
		dispatch({ kind: "answered", outcome, isDone: spec.isDone(outcome), atMs: clock.monoMs() });
		spec.onOutcome?.(outcome);
	}

	return dispatch;
}
