import { isEnter, type Key } from "../../scan/key.ts";
import { bounceMs, dwellMs } from "../counter.ts";
import {
	chooseOption,
	emptyForm,
	type Field,
	type Form,
	type FormStep,
	forgetSecrets,
	isSecret,
	pressForm,
	settleForm,
	type Values,
	valuesOf,
} from "./forms/form.ts";

/** A form over the stage, what became of it, and whether it can be filled at all. Pure: keys and answers in. */
export type Panel<O> = { readonly form: Form; readonly phase: Phase<O> };

export type Phase<O> =
	/** `told`: why the last try did nothing. */
	| { readonly kind: "filling"; readonly told: O | "unanswered" | null }
	| { readonly kind: "asking" }
	/** It stays until it is dismissed, or until something is scanned. */
	| { readonly kind: "done"; readonly outcome: O; readonly sinceMs: number };

export type PanelStep<O> = {
	readonly panel: Panel<O>;
	/** What to ask the main process, once all is filled in. */
	readonly ask: Values | null;
	readonly isClosed: boolean;
};

export type PanelEvent<O> =
	| { readonly kind: "opened" }
	| { readonly kind: "putAside" }
	| { readonly kind: "reset" }
	/** `isBlocked`: it takes nothing now, and can only be closed. */
	| { readonly kind: "pressed"; readonly key: Key; readonly isBlocked: boolean }
	| { readonly kind: "chose"; readonly field: string; readonly option: string }
	| { readonly kind: "answered"; readonly outcome: O; readonly isDone: boolean; readonly atMs: number }
	| { readonly kind: "gaveUp" };

export function emptyPanel<O>(fields: readonly Field[]): Panel<O> {
	return { form: emptyForm(fields), phase: { kind: "filling", told: null } };
}

export function advancePanel<O>(before: Panel<O>, fields: readonly Field[], event: PanelEvent<O>): PanelStep<O> {
	const panel = settlePanel(before, fields);
	switch (event.kind) {
		case "opened":
			return still(panel.phase.kind === "done" || isEmpty(panel) ? emptyPanel(fields) : panel);
		case "putAside":
			return still(putAside(panel, fields));
		case "reset":
			return still(emptyPanel(fields));
		case "pressed":
			return press(panel, fields, event.key, event.isBlocked);
		case "chose":
			return filled(panel, fields, (form) => chooseOption(form, fields, event.field, event.option));
		case "answered":
			return still(takeAnswer(panel, fields, event));
		case "gaveUp":
			if (panel.phase.kind !== "asking") return still(panel);
			return still<O>({ form: forgetSecrets(panel.form, fields), phase: { kind: "filling", told: "unanswered" } });
	}
}

function isEmpty<O>({ form }: Panel<O>): boolean {
	return Object.keys(form.values).length === 0;
}

/** The panel as its fields are now. */
export function settlePanel<O>(panel: Panel<O>, fields: readonly Field[]): Panel<O> {
	const form = settleForm(panel.form, fields);
	return form === panel.form ? panel : { ...panel, form };
}

/** What was typed is kept for the next time, but for what is secret; who goes back to it sees the whole again. */
function putAside<O>(panel: Panel<O>, fields: readonly Field[]): Panel<O> {
	if (panel.phase.kind === "asking") return panel;
	if (panel.phase.kind === "done") return emptyPanel(fields);
	const form = forgetSecrets(panel.form, fields);
	const at = fields.some(isSecret) ? emptyForm(fields).at : form.at;
	return { form: { ...form, at }, phase: { kind: "filling", told: null } };
}

function press<O>(panel: Panel<O>, fields: readonly Field[], key: Key, isBlocked: boolean): PanelStep<O> {
	const { phase } = panel;
	if (phase.kind === "asking") return still(panel);
	if (key.code === "Escape") return closed(fields);
	if (phase.kind === "done") {
		// Enter pressed twice must not wipe away what it did.
		return isEnter(key) && key.atMs - phase.sinceMs >= bounceMs ? closed(fields) : still(panel);
	}
	return isBlocked ? still(panel) : filled(panel, fields, (form) => pressForm(form, fields, key));
}

function filled<O>(panel: Panel<O>, fields: readonly Field[], fill: (form: Form) => FormStep): PanelStep<O> {
	if (panel.phase.kind !== "filling") return still(panel);
	const { form, isComplete } = fill(panel.form);
	if (!isComplete) {
		// What was told of the last try stands until the next one is begun.
		const told = form.values === panel.form.values ? panel.phase.told : null;
		return still({ form, phase: { kind: "filling", told } });
	}
	return { panel: { form, phase: { kind: "asking" } }, ask: valuesOf(form, fields), isClosed: false };
}

/** An answer that came after it was given up is still the truth. */
function takeAnswer<O>(
	panel: Panel<O>,
	fields: readonly Field[],
	{ outcome, isDone, atMs }: Extract<PanelEvent<O>, { kind: "answered" }>,
): Panel<O> {
	const { phase } = panel;
	if (phase.kind === "done" || (phase.kind === "filling" && phase.told !== "unanswered")) return panel;
	const form = forgetSecrets(panel.form, fields);
	return { form, phase: isDone ? { kind: "done", outcome, sinceMs: atMs } : { kind: "filling", told: outcome } };
}

function closed<O>(fields: readonly Field[]): PanelStep<O> {
	return { panel: emptyPanel(fields), ask: null, isClosed: true };
}

function still<O>(panel: Panel<O>): PanelStep<O> {
	return { panel, ask: null, isClosed: false };
}

/** Until when scans wait for this panel: nothing may come between a PIN and what it does. Zero when they need not. */
export function heldUntilMs<O>({ form, phase }: Panel<O>, fields: readonly Field[], isKept: boolean): number {
	switch (phase.kind) {
		case "asking":
			return Number.POSITIVE_INFINITY;
		case "done":
			return isKept ? Number.POSITIVE_INFINITY : phase.sinceMs + dwellMs;
		case "filling": {
			const field = fields[form.at];
			return field !== undefined && isSecret(field) ? Number.POSITIVE_INFINITY : 0;
		}
	}
}
