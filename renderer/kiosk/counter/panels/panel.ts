import { isEnter, type Key } from "../../scan/key.ts";
import { enterDebounceMs, minVerdictMs } from "../counter.ts";
import {
	chooseOption,
	clearSecrets,
	createForm,
	type Form,
	type FormField,
	type FormStep,
	isSecret,
	pressFormKey,
	reconcileForm,
	type Values,
	valuesOf,
} from "./forms/form.ts";

/** A form and the state of its submission. Pure: keys and answers in, the next state out. */
export type Panel<O> = { readonly form: Form; readonly phase: PanelPhase<O> };

export type PanelPhase<O> =
	/** `failure`: why the last submission had no effect. */
	| { readonly kind: "filling"; readonly failure: O | "unanswered" | null }
	| { readonly kind: "asking" }
	/** Shown until it is dismissed or a code is scanned. */
	| { readonly kind: "done"; readonly outcome: O; readonly sinceMs: number };

export type PanelStep<O> = {
	readonly panel: Panel<O>;
	/** What to submit to the main process, once all is filled in. */
	readonly submission: Values | null;
	readonly isClosed: boolean;
};

export type PanelEvent<O> =
	| { readonly kind: "opened" }
	| { readonly kind: "putAside" }
	| { readonly kind: "reset" }
	/** `isBlocked`: it takes no input now and can only be closed. */
	| { readonly kind: "pressed"; readonly key: Key; readonly isBlocked: boolean }
	| { readonly kind: "chose"; readonly field: string; readonly option: string }
	| { readonly kind: "answered"; readonly outcome: O; readonly isDone: boolean; readonly atMs: number }
	| { readonly kind: "gaveUp" };

export function createPanel<O>(fields: readonly FormField[]): Panel<O> {
	return { form: createForm(fields), phase: { kind: "filling", failure: null } };
}

export function reducePanel<O>(before: Panel<O>, fields: readonly FormField[], event: PanelEvent<O>): PanelStep<O> {
	const panel = reconcilePanel(before, fields);
	switch (event.kind) {
		case "opened":
			return unchangedPanel(panel.phase.kind === "done" || isEmpty(panel) ? createPanel(fields) : panel);
		case "putAside":
			return unchangedPanel(putAside(panel, fields));
		case "reset":
			return unchangedPanel(createPanel(fields));
		case "pressed":
			return pressPanelKey(panel, fields, event.key, event.isBlocked);
		case "chose":
			return fillForm(panel, fields, (form) => chooseOption(form, fields, event.field, event.option));
		case "answered":
			return unchangedPanel(applyAnswer(panel, fields, event));
		case "gaveUp":
			if (panel.phase.kind !== "asking") return unchangedPanel(panel);
			return unchangedPanel<O>({
				form: clearSecrets(panel.form, fields),
				phase: { kind: "filling", failure: "unanswered" },
			});
	}
}

function isEmpty<O>({ form }: Panel<O>): boolean {
	return Object.keys(form.values).length === 0;
}

/** Adapts the panel to fields that have changed. */
export function reconcilePanel<O>(panel: Panel<O>, fields: readonly FormField[]): Panel<O> {
	const form = reconcileForm(panel.form, fields);
	return form === panel.form ? panel : { ...panel, form };
}

/** Keeps what was typed, except secrets, and goes back to the first field if there were any. */
function putAside<O>(panel: Panel<O>, fields: readonly FormField[]): Panel<O> {
	if (panel.phase.kind === "asking") return panel;
	if (panel.phase.kind === "done") return createPanel(fields);
	const form = clearSecrets(panel.form, fields);
	const at = fields.some(isSecret) ? createForm(fields).at : form.at;
	return { form: { ...form, at }, phase: { kind: "filling", failure: null } };
}

function pressPanelKey<O>(panel: Panel<O>, fields: readonly FormField[], key: Key, isBlocked: boolean): PanelStep<O> {
	const { phase } = panel;
	if (phase.kind === "asking") return unchangedPanel(panel);
	if (key.code === "Escape") return closePanel(fields);
	if (phase.kind === "done") {
		// A doubled Enter must not dismiss its own result.
		return isEnter(key) && key.atMs - phase.sinceMs >= enterDebounceMs ? closePanel(fields) : unchangedPanel(panel);
	}
	return isBlocked ? unchangedPanel(panel) : fillForm(panel, fields, (form) => pressFormKey(form, fields, key));
}

function fillForm<O>(panel: Panel<O>, fields: readonly FormField[], fill: (form: Form) => FormStep): PanelStep<O> {
	if (panel.phase.kind !== "filling") return unchangedPanel(panel);
	const { form, isComplete } = fill(panel.form);
	if (!isComplete) {
		// The last failure is shown until something else is typed.
		const failure = form.values === panel.form.values ? panel.phase.failure : null;
		return unchangedPanel({ form, phase: { kind: "filling", failure } });
	}
	return { panel: { form, phase: { kind: "asking" } }, submission: valuesOf(form, fields), isClosed: false };
}

/** An answer after the timeout is still valid. */
function applyAnswer<O>(
	panel: Panel<O>,
	fields: readonly FormField[],
	{ outcome, isDone, atMs }: Extract<PanelEvent<O>, { kind: "answered" }>,
): Panel<O> {
	const { phase } = panel;
	if (phase.kind === "done" || (phase.kind === "filling" && phase.failure !== "unanswered")) return panel;
	const form = clearSecrets(panel.form, fields);
	return { form, phase: isDone ? { kind: "done", outcome, sinceMs: atMs } : { kind: "filling", failure: outcome } };
}

function closePanel<O>(fields: readonly FormField[]): PanelStep<O> {
	return { panel: createPanel(fields), submission: null, isClosed: true };
}

function unchangedPanel<O>(panel: Panel<O>): PanelStep<O> {
	return { panel, submission: null, isClosed: false };
}

/**
 * Until when scans wait for this panel, so that none comes between a PIN and its effect. Zero when they need not wait.
 */
export function scansHeldUntilMs<O>({ form, phase }: Panel<O>, fields: readonly FormField[], isKept: boolean): number {
	switch (phase.kind) {
		case "asking":
			return Number.POSITIVE_INFINITY;
		case "done":
			return isKept ? Number.POSITIVE_INFINITY : phase.sinceMs + minVerdictMs;
		case "filling": {
			const field = fields[form.at];
			return field !== undefined && isSecret(field) ? Number.POSITIVE_INFINITY : 0;
		}
	}
}
