import { isEnter, type Key } from "../../../scan/key.ts";

/**
 * A form filled field by field with the keyboard. Pure: keys in, the next state out. Every panel works the same way:
 * arrows or a digit choose, Enter goes to the next field, Backspace in an empty field goes back.
 */
export type Form = {
	/** The index of the field with the keyboard input. */
	readonly at: number;
	readonly values: Values;
	/** The error of that field, by the form's own checks. */
	readonly error: FieldError | null;
};

export type Values = Readonly<Record<string, string>>;

export type FormField = {
	readonly name: string;
	readonly check: (value: string, values: Values) => FieldError | null;
} & (
	| {
			readonly kind: "choice";
			readonly options: readonly string[];
			/** The first is chosen already. */
			readonly isPreset: boolean;
	  }
	| {
			readonly kind: "digits";
			readonly max: number;
			/** Drawn in cells, by these groups, where its length is known. */
			readonly groups?: readonly number[];
			/** Shown as dots, and cleared when the panel is left. */
			readonly isSecret: boolean;
			/** The value always has `max` digits, so the last one moves on to the next field. */
			readonly isFull: boolean;
			/** The field whose value may be the wrong one instead: both are cleared on an error. */
			readonly resetsField: string | null;
	  }
	| { readonly kind: "staff" }
	| { readonly kind: "persons"; readonly max: number }
);

export type FieldError =
	| "choose"
	| "staff"
	| "shortNumber"
	| "checkDigit"
	| "shortCard"
	| "short"
	| "sameDigit"
	| "sequence"
	| "different";

export type FormStep = { readonly form: Form; readonly isComplete: boolean };

export const maxStaffCharacters = 12;

export function createForm(fields: readonly FormField[]): Form {
	const first = fields.findIndex((field) => !isFixed(field));
	return { at: Math.max(0, first), values: {}, error: null };
}

/** A field with only one possible value is skipped. */
export function isFixed(field: FormField): boolean {
	if (field.kind === "choice") return field.options.length === 1;
	return field.kind === "persons" && field.max === 1;
}

/** Moves on if the options changed and the current field has nothing left to fill in. */
export function reconcileForm(form: Form, fields: readonly FormField[]): Form {
	const field = fields[form.at];
	if (field !== undefined && !isFixed(field)) return form;
	const next = fields.findIndex((one, i) => i > form.at && !isFixed(one));
	const at = next >= 0 ? next : createForm(fields).at;
	return at === form.at ? form : { ...form, at, error: null };
}

/** A field's value. An option that no longer exists is not chosen. */
export function fieldValueOf({ values }: Form, field: FormField): string {
	const value = values[field.name] ?? "";
	switch (field.kind) {
		case "choice": {
			const [first = ""] = field.options;
			if (field.options.includes(value)) return value;
			return field.isPreset || field.options.length === 1 ? first : "";
		}
		case "persons":
			return String(value === "" ? field.max : Math.min(Math.max(1, Number(value)), field.max));
		case "digits":
		case "staff":
			return value;
	}
}

export function valuesOf(form: Form, fields: readonly FormField[]): Values {
	return Object.fromEntries(fields.map((field) => [field.name, fieldValueOf(form, field)]));
}

export function pressFormKey(form: Form, fields: readonly FormField[], key: Key): FormStep {
	const field = fields[form.at];
	if (field === undefined) return unchangedForm(form);
	if (isEnter(key)) return goToNextField(form, fields, true);
	if (key.code === "Tab")
		return key.shift ? unchangedForm(goToPreviousField(form, fields)) : goToNextField(form, fields, false);
	if (key.code === "Backspace") return unchangedForm(eraseLastCharacter(form, fields, field));
	switch (field.kind) {
		case "choice":
			return pressChoice(form, fields, field, key);
		case "persons":
			return unchangedForm(pressPersons(form, field, key));
		case "digits":
			return pressDigits(form, fields, field, key);
		case "staff":
			return pressStaff(form, fields, field, key);
	}
}

/** Takes an option chosen by click or digit, and goes to the next field. */
export function chooseOption(form: Form, fields: readonly FormField[], name: string, option: string): FormStep {
	const at = fields.findIndex((field) => field.name === name);
	return at < 0 ? unchangedForm(form) : goToNextField(setValue({ ...form, at }, name, option), fields, false);
}

/** Clears every secret value. */
export function clearSecrets(form: Form, fields: readonly FormField[]): Form {
	const secret = fields.findIndex(isSecret);
	const kept = Object.entries(form.values).filter(
		([name]) => !fields.some((field) => field.name === name && isSecret(field)),
	);
	const at = secret < 0 ? form.at : Math.min(form.at, secret);
	return { at, values: Object.fromEntries(kept), error: null };
}

export function isSecret(field: FormField): boolean {
	return field.kind === "digits" && field.isSecret;
}

/** Goes to the next field; from the last, completes the form if every field passes its check. */
function goToNextField(form: Form, fields: readonly FormField[], mayComplete: boolean): FormStep {
	const values = valuesOf(form, fields);
	const field = fields[form.at];
	const slip = field?.check(values[field.name] ?? "", values) ?? null;
	if (slip !== null) return unchangedForm(showErrorAt(form, fields, form.at, slip));
	const next = fields.findIndex((one, i) => i > form.at && !isFixed(one));
	if (next >= 0) return unchangedForm({ ...form, at: next, error: null });
	if (!mayComplete) return unchangedForm({ ...form, error: null });
	for (const [i, one] of fields.entries()) {
		const found = one.check(values[one.name] ?? "", values);
		if (found !== null) return unchangedForm(showErrorAt(form, fields, i, found));
	}
	return { form: { ...form, error: null }, isComplete: true };
}

function showErrorAt(form: Form, fields: readonly FormField[], at: number, error: FieldError): Form {
	const field = fields[at];
	const back = field?.kind === "digits" && field.resetsField !== null ? field.resetsField : null;
	const there = back === null ? -1 : fields.findIndex(({ name }) => name === back);
	if (there < 0) return { ...form, at, error };
	return { ...clearSecrets({ ...form, at: there }, fields), at: there, error };
}

function goToPreviousField(form: Form, fields: readonly FormField[]): Form {
	const before = previousFieldIndexOf(form, fields);
	return before < 0 ? form : { ...form, at: before, error: null };
}

/** The index of the field before, or -1. */
function previousFieldIndexOf(form: Form, fields: readonly FormField[]): number {
	return fields.findLastIndex((field, i) => i < form.at && !isFixed(field));
}

export function isAtFirstField(form: Form, fields: readonly FormField[]): boolean {
	return previousFieldIndexOf(form, fields) < 0;
}

function setValue(form: Form, name: string, value: string): Form {
	return { ...form, values: { ...form.values, [name]: value }, error: null };
}

function eraseLastCharacter(form: Form, fields: readonly FormField[], field: FormField): Form {
	const typed = field.kind === "digits" || field.kind === "staff" ? fieldValueOf(form, field) : "";
	return typed === "" ? goToPreviousField(form, fields) : setValue(form, field.name, typed.slice(0, -1));
}

function pressChoice(
	form: Form,
	fields: readonly FormField[],
	field: FormField & { kind: "choice" },
	key: Key,
): FormStep {
	const figure = digitOf(key);
	if (figure !== null) {
		const option = field.options[figure - 1];
		return option === undefined ? unchangedForm(form) : chooseOption(form, fields, field.name, option);
	}
	const by = stepOf(key, { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 });
	if (by === 0) return unchangedForm(form);
	const from = field.options.indexOf(fieldValueOf(form, field));
	const to = from < 0 ? (by > 0 ? 0 : field.options.length - 1) : from + by;
	const option = field.options[to];
	return unchangedForm(option === undefined ? form : setValue(form, field.name, option));
}

function pressPersons(form: Form, field: FormField & { kind: "persons" }, key: Key): Form {
	const figure = digitOf(key);
	if (figure !== null) return figure === 0 ? form : setValue(form, field.name, String(Math.min(figure, field.max)));
	const less = { ArrowLeft: -1, ArrowDown: -1, Minus: -1, NumpadSubtract: -1 };
	const more = { ArrowRight: 1, ArrowUp: 1, Equal: 1, NumpadAdd: 1 };
	const persons = Number(fieldValueOf(form, field)) + stepOf(key, { ...less, ...more });
	return setValue(form, field.name, String(Math.min(Math.max(1, persons), field.max)));
}

function pressDigits(
	form: Form,
	fields: readonly FormField[],
	field: FormField & { kind: "digits" },
	key: Key,
): FormStep {
	const text = fieldValueOf(form, field);
	const figure = digitOf(key);
	if (figure === null) return pressTyped(form, fields, field, key);
	if (text.length >= field.max) return unchangedForm(form);
	const typed = setValue(form, field.name, `${text}${figure}`);
	return field.isFull && text.length + 1 === field.max ? goToNextField(typed, fields, false) : unchangedForm(typed);
}

function pressStaff(form: Form, fields: readonly FormField[], field: FormField, key: Key): FormStep {
	const text = fieldValueOf(form, field);
	const character = staffCharacterOf(key);
	if (character === null) return pressTyped(form, fields, field, key);
	return unchangedForm(text.length < maxStaffCharacters ? setValue(form, field.name, `${text}${character}`) : form);
}

/** Keys in a typed field that are not characters. */
function pressTyped(form: Form, fields: readonly FormField[], field: FormField, key: Key): FormStep {
	switch (key.code) {
		case "Delete":
			return unchangedForm(setValue(form, field.name, ""));
		case "ArrowLeft":
		case "ArrowUp":
			return unchangedForm(goToPreviousField(form, fields));
		case "ArrowRight":
		case "ArrowDown":
			return goToNextField(form, fields, false);
		default:
			return unchangedForm(form);
	}
}

/** Read by position (`code`), because an input method hides the character. */
function digitOf({ code, shift }: Key): number | null {
	const digit = shift ? undefined : /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
	return digit === undefined ? null : Number(digit);
}

/** Work numbers are always capitals, so that their case is never in doubt. */
function staffCharacterOf({ key, code, composing }: Key): string | null {
	if (!composing && /^[0-9A-Za-z-]$/.test(key)) return key.toUpperCase();
	if (/^[ -~]$/.test(key) && !composing) return null;
	const place = /^(?:Key([A-Z])|(?:Digit|Numpad)([0-9]))$/.exec(code);
	return place?.[1] ?? place?.[2] ?? (code === "Minus" ? "-" : null);
}

function stepOf({ code }: Key, steps: Readonly<Record<string, number>>): number {
	return steps[code] ?? 0;
}

function unchangedForm(form: Form): FormStep {
	return { form, isComplete: false };
}
