import assert from "node:assert/strict";
import { test } from "node:test";
import { makeShortNumber } from "../../../core/allocation/shortNumber.ts";
import { StaffId } from "../../../core/identity.ts";
import {
	consentFields,
	reasonField,
	staffField,
	supervisorFields,
} from "../../../renderer/kiosk/counter/panels/forms/consent-fields.ts";
import {
	chooseOption,
	emptyForm,
	type Field,
	type Form,
	type FormStep,
	forgetSecrets,
	pressForm,
	valuesOf,
} from "../../../renderer/kiosk/counter/panels/forms/form.ts";
import { numberFields } from "../../../renderer/kiosk/counter/panels/forms/number-form.ts";
import { overrideFields } from "../../../renderer/kiosk/counter/panels/forms/override-form.ts";
import { keysOf } from "./keys.ts";

const number = makeShortNumber("0123456789");
const slipped = number.slice(0, 10) + String((Number(number[10]) + 1) % 10);
const one = [StaffId.parse("1001")];
const three = ["1001", "1004", "ZS-12"].map((staff) => StaffId.parse(staff));
const reasons = ["tooEarly", "phone", "other"];

function asking(supervisors: readonly StaffId[]): readonly Field[] {
	return [reasonField(reasons), ...consentFields(supervisors)];
}

function fill(fields: readonly Field[], ...strokes: readonly string[]): FormStep {
	return fillFrom(emptyForm(fields), fields, ...strokes);
}

function fillFrom(form: Form, fields: readonly Field[], ...strokes: readonly string[]): FormStep {
	let step: FormStep = { form, isComplete: false };
	for (const key of keysOf(...strokes)) step = pressForm(step.form, fields, key);
	return step;
}

function at(fields: readonly Field[], { form }: FormStep): string | undefined {
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
	assert.deepEqual([at(numberFields, typed), typed.form.slip], ["digits", "checkDigit"]);
	const still = fillFrom(typed.form, numberFields, "5", "Enter");
	assert.deepEqual([still.isComplete, still.form.slip, still.form.values.digits], [false, "checkDigit", slipped]);
	const mended = fillFrom(typed.form, numberFields, "Backspace", number.slice(10));
	assert.deepEqual([at(numberFields, mended), mended.form.slip], ["card", null]);
});

test("Enter too early says what is missing", () => {
	assert.equal(fill(numberFields, "123", "Enter").form.slip, "shortNumber");
	const card = fill(numberFields, number, "12", "Enter");
	assert.deepEqual([card.form.slip, card.isComplete], ["shortCard", false]);
	assert.equal(fillFrom(card.form, numberFields, "3").form.slip, null, "and is silent once it is typed on");
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
	const fields = asking(one);
	assert.deepEqual(fill(fields, "Enter").form.slip, "choose");
	assert.equal(at(fields, fill(fields, "Enter")), "why");
	assert.equal(fill(fields, "9", "Enter").form.slip, "choose", "there is no ninth");
});

test("a figure chooses from a list and goes on; arrows choose and stay", () => {
	const fields = asking(three);
	assert.deepEqual([at(fields, fill(fields, "2")), fill(fields, "2").form.values.why], ["by", "phone"]);
	const moved = fill(fields, "ArrowDown", "ArrowDown");
	assert.deepEqual([at(fields, moved), moved.form.values.why], ["why", "phone"]);
	assert.equal(fill(fields, "ArrowDown", "ArrowUp", "ArrowUp").form.values.why, "tooEarly", "and stay at the first");
	assert.equal(fill(fields, "ArrowUp").form.values.why, "other", "upwards from nothing is the last");
});

test("the only supervisor is not asked for; one of several is", () => {
	assert.equal(at(asking(one), fill(asking(one), "1")), "pin");
	const fields = asking(three);
	assert.equal(fill(fields, "1", "Enter").form.slip, "choose");
	const done = fill(fields, "1", "3", "271828", "Enter");
	assert.equal(done.isComplete, true);
	assert.deepEqual(valuesOf(done.form, fields), { why: "tooEarly", by: "ZS-12", pin: "271828" });
	assert.equal(valuesOf(fill(asking(one), "1").form, asking(one)).by, "1001");
});

test("a supervisor who was taken away meanwhile is not chosen any more", () => {
	const before = fill(asking(three), "1", "3", "271828");
	const after = asking(three.slice(0, 2));
	const step = fillFrom(before.form, after, "Enter");
	assert.deepEqual([step.isComplete, at(after, step), step.form.slip], [false, "by", "choose"]);
});

test("persons are stepped within the party, and their figure stays to be seen", () => {
	const subject = { offer: "o", remaining: 4, refusal: null, session: null };
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
	assert.equal(at(lone, { form: emptyForm(lone), isComplete: false }), "why", "of one person nothing is asked");
});

test("work numbers are letters, figures and dashes, in capitals, twelve at most", () => {
	const fields = [staffField("staff")];
	assert.equal(fill(fields, "KeyZ", "KeyS", "Minus", "0012").form.values.staff, "ZS-0012");
	assert.equal(fill(fields, "1234567890123").form.values.staff, "123456789012");
	assert.equal(fill(fields, "Comma", "Slash", "Enter").form.slip, "staff");
	const swallowed = pressForm(emptyForm(fields), fields, {
		...(keysOf("KeyQ")[0] ?? assert.fail()),
		key: "Process",
		composing: true,
	});
	assert.equal(swallowed.form.values.staff, "Q", "whatever the input method makes of it");
});

test("a PIN that a stranger would try first is refused in the field", () => {
	const slip = (...strokes: string[]) => fill(supervisorFields, "1001", "Enter", ...strokes, "Enter").form.slip;
	assert.equal(slip("27182"), "short");
	assert.equal(slip("777777"), "sameDigit");
	assert.equal(slip("123456"), "sequence");
	assert.equal(slip("987654"), "sequence");
	assert.equal(slip("271828"), null);
});

test("two PINs that differ are both typed again, for nobody sees which was wrong", () => {
	const step = fill(supervisorFields, "1001", "Enter", "271828", "Enter", "271829", "Enter");
	assert.deepEqual([step.isComplete, at(supervisorFields, step), step.form.slip], [false, "pin", "different"]);
	assert.deepEqual(step.form.values, { staff: "1001" });
	const again = fillFrom(step.form, supervisorFields, "271828", "Enter", "271828", "Enter");
	assert.equal(again.isComplete, true);
});

test("a PIN is forgotten when the panel is left, the rest is not", () => {
	const fields = asking(one);
	const left = forgetSecrets(fill(fields, "2", "2718").form, fields);
	assert.deepEqual(left.values, { why: "phone" });
});

test("a click chooses as a figure does", () => {
	const fields = asking(one);
	const chosen = chooseOption(emptyForm(fields), fields, "why", "other");
	assert.deepEqual([at(fields, chosen), chosen.form.values.why], ["pin", "other"]);
	assert.equal(chooseOption(chosen.form, fields, "nowhere", "other").form, chosen.form);
});
