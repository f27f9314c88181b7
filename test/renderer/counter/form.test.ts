import assert from "node:assert/strict";
import { test } from "node:test";
import { makeShortNumber } from "../../../core/allocation/shortNumber.ts";
import { StaffId } from "../../../core/identity.ts";
import {
	credentialFields,
	reasonField,
	staffField,
	supervisorFields,
} from "../../../renderer/kiosk/counter/panels/forms/credential-fields.ts";
import {
	chooseOption,
	clearSecrets,
	createForm,
	type Form,
	type FormField,
	type FormStep,
	pressFormKey,
	valuesOf,
} from "../../../renderer/kiosk/counter/panels/forms/form.ts";
import { numberFields } from "../../../renderer/kiosk/counter/panels/forms/number-form.ts";
import { overrideFields } from "../../../renderer/kiosk/counter/panels/forms/override-form.ts";
import { keysByCode } from "./personKeys.ts";

const number = makeShortNumber("0123456789");
const slipped = number.slice(0, 10) + String((Number(number[10]) + 1) % 10);
const one = [StaffId.parse("1001")];
const three = ["1001", "1004", "ZS-12"].map((staff) => StaffId.parse(staff));
const reasons = ["tooEarly", "phone", "other"];

function createFields(supervisors: readonly StaffId[]): readonly FormField[] {
	return [reasonField(reasons), ...credentialFields(supervisors)];
}

function fill(fields: readonly FormField[], ...strokes: readonly string[]): FormStep {
	return fillFrom(createForm(fields), fields, ...strokes);
}

function fillFrom(form: Form, fields: readonly FormField[], ...strokes: readonly string[]): FormStep {
	let step: FormStep = { form, isComplete: false };
	for (const key of keysByCode(...strokes)) step = pressFormKey(step.form, fields, key);
	return step;
}

function at(fields: readonly FormField[], { form }: FormStep): string | undefined {
	return fields[form.at]?.name;
}

test("eleven digits lead on to the card by themselves, and Enter after the card's four is the end", () => {
	const typed = fill(numberFields, number);
	assert.equal(at(numberFields, typed), "card");
	const done = fillFrom(typed.form, numberFields, "0007", "Enter");
	assert.equal(done.isComplete, true);
	assert.deepEqual(valuesOf(done.form, numberFields), { digits: number, card: "0007" });
});

test("a wrong check digit is said at once, and the card is not asked for", () => {
	const typed = fill(numberFields, slipped);
	assert.deepEqual([at(numberFields, typed), typed.form.error], ["digits", "checkDigit"]);
	const still = fillFrom(typed.form, numberFields, "5", "Enter");
	assert.deepEqual([still.isComplete, still.form.error, still.form.values.digits], [false, "checkDigit", slipped]);
	const mended = fillFrom(typed.form, numberFields, "Backspace", number.slice(10));
	assert.deepEqual([at(numberFields, mended), mended.form.error], ["card", null]);
});

test("Enter too early says what is missing", () => {
	assert.equal(fill(numberFields, "123", "Enter").form.error, "shortNumber");
	const card = fill(numberFields, number, "12", "Enter");
	assert.deepEqual([card.form.error, card.isComplete], ["shortCard", false]);
	assert.equal(fillFrom(card.form, numberFields, "3").form.error, null, "and is silent once it is typed on");
});

test("Backspace goes back from an empty field, and arrows and Tab go between what is typed", () => {
	const back = fill(numberFields, number, "1", "Backspace", "Backspace");
	assert.deepEqual([at(numberFields, back), back.form.values.digits], ["digits", number]);
	assert.equal(at(numberFields, fill(numberFields, number, "ArrowUp")), "digits");
	assert.equal(at(numberFields, fill(numberFields, number, "ArrowUp", "Tab")), "card");
	assert.equal(fill(numberFields, number, "12", "Delete").form.values.card, "");
});

test("the numeric pad types figures too; letters and signs type none", () => {
	assert.equal(fill(numberFields, "Numpad7", "KeyA", "Minus", "Digit8").form.values.digits, "78");
});

test("a reason is never chosen by itself: Enter alone asks for one", () => {
	const fields = createFields(one);
	assert.deepEqual(fill(fields, "Enter").form.error, "choose");
	assert.equal(at(fields, fill(fields, "Enter")), "why");
	assert.equal(fill(fields, "9", "Enter").form.error, "choose", "there is no ninth");
});

test("a figure chooses from a list and goes on; arrows choose and stay", () => {
	const fields = createFields(three);
	assert.deepEqual([at(fields, fill(fields, "2")), fill(fields, "2").form.values.why], ["by", "phone"]);
	const moved = fill(fields, "ArrowDown", "ArrowDown");
	assert.deepEqual([at(fields, moved), moved.form.values.why], ["why", "phone"]);
	assert.equal(fill(fields, "ArrowDown", "ArrowUp", "ArrowUp").form.values.why, "tooEarly", "and stay at the first");
	assert.equal(fill(fields, "ArrowUp").form.values.why, "other", "upwards from nothing is the last");
});

test("the only supervisor is not asked for; one of several is", () => {
	assert.equal(at(createFields(one), fill(createFields(one), "1")), "pin");
	const fields = createFields(three);
	assert.equal(fill(fields, "1", "Enter").form.error, "choose");
	const done = fill(fields, "1", "3", "271828", "Enter");
	assert.equal(done.isComplete, true);
	assert.deepEqual(valuesOf(done.form, fields), { why: "tooEarly", by: "ZS-12", pin: "271828" });
	assert.equal(valuesOf(fill(createFields(one), "1").form, createFields(one)).by, "1001");
});

test("a supervisor who was taken away meanwhile is not chosen any more", () => {
	const before = fill(createFields(three), "1", "3", "271828");
	const after = createFields(three.slice(0, 2));
	const step = fillFrom(before.form, after, "Enter");
	assert.deepEqual([step.isComplete, at(after, step), step.form.error], [false, "by", "choose"]);
});

test("persons are stepped within the party, and their figure stays to be seen", () => {
	const subject = { offer: "o", remaining: 4, refusal: null, others: [], session: null };
	const fields = overrideFields(subject, one);
	const persons = (...strokes: string[]) => valuesOf(fill(fields, ...strokes).form, fields).persons;
	assert.equal(persons(), "4", "all of them, until somebody says otherwise");
	assert.equal(persons("2"), "2");
	assert.equal(at(fields, fill(fields, "2")), "persons");
	assert.equal(persons("9"), "4");
	assert.equal(persons("ArrowRight"), "4");
	assert.equal(persons("1", "Minus"), "1");
	assert.equal(persons("0"), "4");
	assert.equal(at(fields, fill(fields, "Enter")), "why");
	const lone = overrideFields({ ...subject, remaining: 1 }, one);
	assert.equal(at(lone, { form: createForm(lone), isComplete: false }), "why", "of one person nothing is asked");
});

test("work numbers are letters, figures and dashes, in capitals, twelve at most", () => {
	const fields = [staffField("staff")];
	assert.equal(fill(fields, "KeyZ", "KeyS", "Minus", "0012").form.values.staff, "ZS-0012");
	assert.equal(fill(fields, "1234567890123").form.values.staff, "123456789012");
	assert.equal(fill(fields, "Comma", "Slash", "Enter").form.error, "staff");
	const swallowed = pressFormKey(createForm(fields), fields, {
		...(keysByCode("KeyQ")[0] ?? assert.fail()),
		key: "Process",
		composing: true,
	});
	assert.equal(swallowed.form.values.staff, "Q", "whatever the input method makes of it");
});

test("a PIN that a stranger would try first is refused in the field", () => {
	const slip = (...strokes: string[]) => fill(supervisorFields, "1001", "Enter", ...strokes, "Enter").form.error;
	assert.equal(slip("27182"), "short");
	assert.equal(slip("777777"), "sameDigit");
	assert.equal(slip("123456"), "sequence");
	assert.equal(slip("987654"), "sequence");
	assert.equal(slip("271828"), null);
});

test("two PINs that differ are both typed again, for nobody sees which was wrong", () => {
	const step = fill(supervisorFields, "1001", "Enter", "271828", "Enter", "271829", "Enter");
	assert.deepEqual([step.isComplete, at(supervisorFields, step), step.form.error], [false, "pin", "different"]);
	assert.deepEqual(step.form.values, { staff: "1001" });
	const again = fillFrom(step.form, supervisorFields, "271828", "Enter", "271828", "Enter");
	assert.equal(again.isComplete, true);
});

test("a PIN is forgotten when the panel is left, the rest is not", () => {
	const fields = createFields(one);
	const left = clearSecrets(fill(fields, "2", "2718").form, fields);
	assert.deepEqual(left.values, { why: "phone" });
});

test("a click chooses as a figure does", () => {
	const fields = createFields(one);
	const chosen = chooseOption(createForm(fields), fields, "why", "other");
	assert.deepEqual([at(fields, chosen), chosen.form.values.why], ["pin", "other"]);
	assert.equal(chooseOption(chosen.form, fields, "nowhere", "other").form, chosen.form);
});
