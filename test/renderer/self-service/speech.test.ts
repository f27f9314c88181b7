import assert from "node:assert/strict";
import { test } from "node:test";
import type { DisplayedRefusal, Verdict } from "../../../core/contract/contract.ts";
import { refusals } from "../../../renderer/gallery/samples/refusals.ts";
import { createAdmission, createRefusal } from "../../../renderer/gallery/samples/verdicts.ts";
import { utteranceOf } from "../../../renderer/kiosk/self-service/speech.ts";
import { stillThereMs, touchDebounceMs } from "../../../renderer/kiosk/self-service/visit-stage.ts";
import type { Utterance } from "../../../renderer/ui/speaker.ts";
import { languages } from "../../../renderer/words/language.ts";
import { lineBreakOpportunity } from "../../../renderer/words/refusal-words.ts";
import { wordsOf } from "../../../renderer/words/words.ts";
import { elapse, family, initialVisit, showVerdict } from "./visitSteps.ts";

const words = wordsOf("zh-CN");

function utter(verdict: Verdict, isTicketHeld = false): Utterance | null {
	const formatRefusal = () => ({ line: `现在${lineBreakOpportunity}不行`, remedy: "请稍后再来" });
	return utteranceOf(showVerdict(verdict).stage, { words, formatRefusal, isTicketHeld });
}

test("nothing is said on the attract screen", () => {
	const context = { words, formatRefusal: () => ({ line: "", remedy: "" }), isTicketHeld: false };
	assert.equal(utteranceOf(initialVisit.stage, context), null);
});

test("an offer asks how many, and later whether the member is still there", () => {
	assert.deepEqual(utter(family), { text: "这次进几位？。同行共 3 人", clips: ["howMany"] });
	const late = elapse(showVerdict(family), touchDebounceMs, stillThereMs + 1000).stage;
	const context = { words, formatRefusal: () => ({ line: "", remedy: "" }), isTicketHeld: false };
	assert.deepEqual(utteranceOf(late, context), { text: words.selfService.stillThere, clips: ["stillThere"] });
});

test("an admission says the number, who may come later, and the ticket", () => {
	assert.deepEqual(utter(createAdmission(2))?.clips, ["admitted", "persons2"]);
	assert.deepEqual(utter(createAdmission(1, 2, { isTicketed: true }))?.clips, [
		"admitted",
		"persons1",
		"restLater",
		"takeTicket",
	]);
	assert.equal(utter(createAdmission(2))?.text, "请入场。2 人");
});

test("a ticket that cannot be printed is said instead, but only where there is a ticket", () => {
	assert.deepEqual(utter(createAdmission(2, 0, { isTicketed: true }), true)?.clips, ["ticketHeld", "wait"]);
	assert.deepEqual(utter(createAdmission(2), true)?.clips, ["admitted", "persons2"]);
});

test("a refusal is read as it is shown, without the line breaks", () => {
	const utterance = utter(createRefusal({ reason: "cancelled" }));
	assert.deepEqual(utterance, { text: "现在不能入场。现在不行。请稍后再来", clips: ["cancelled"] });
});

test("every refusal has a recording", () => {
	const shapes: readonly DisplayedRefusal[] = Object.values(refusals).flatMap((of) => Object.values(of));
	for (const refusal of shapes) assert.notEqual(utter(createRefusal(refusal))?.clips.length, 0, refusal.reason);
});

for (const language of languages) {
	test(`the sentences in ${language} have no line break opportunity left in them`, () => {
		const formatRefusal = () => ({ line: "", remedy: "" });
		const stage = showVerdict(createAdmission(2, 0, { isTicketed: true })).stage;
		const held = utteranceOf(stage, { words: wordsOf(language), formatRefusal, isTicketHeld: true });
		assert.ok(held !== null && !held.text.includes(lineBreakOpportunity), held?.text);
	});
}
