import assert from "node:assert/strict";
import { existsSync, globSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { defaultSettings } from "../../../core/contract/settings.ts";
import { StaffId } from "../../../core/identity.ts";
import { selfServiceState } from "../../../renderer/gallery/fixtures/self-service-fixture.ts";
import { allocation } from "../../../renderer/gallery/samples/kiosk-state.ts";
import { refusals } from "../../../renderer/gallery/samples/refusals.ts";
import {
	type CallButtonEvent,
	idleCallButton,
	reduceCallButton,
	tapDebounceMs,
} from "../../../renderer/kiosk/self-service/call-button.ts";
import {
	blocksAdmission,
	closedReasonOf,
	reportableCameraTroubleOf,
} from "../../../renderer/kiosk/self-service/closed-reason.ts";
import { allowBreaksBetweenWords } from "../../../renderer/kiosk/self-service/line-breaks.ts";
import { chooseVoice } from "../../../renderer/ui/voice-choice.ts";
import { clipTexts } from "../../../renderer/words/clip-texts.ts";
import { clipPathOf, clips, personsClipsOf } from "../../../renderer/words/clips.ts";
import { languages, localizeTitle } from "../../../renderer/words/language.ts";
import { formatMemberRefusal } from "../../../renderer/words/member-refusal-words.ts";
import type { RefusalContext } from "../../../renderer/words/refusal-words.ts";
import { formatDay, formatMoment } from "../../../renderer/words/time-format.ts";
import { wordsOf } from "../../../renderer/words/words.ts";
import { root } from "../../machine/folders.ts";

const healthyKiosk = { state: selfServiceState(), camera: "on", isAnswering: true } as const;
const voices = join(root, "renderer", "ui", "voices");

test("a kiosk without faults is open; without camera and scanner it is closed, with a fixed scanner open", () => {
	assert.equal(closedReasonOf(healthyKiosk), null);
	assert.equal(closedReasonOf({ ...healthyKiosk, camera: "starting" }), null);
	assert.deepEqual(closedReasonOf({ ...healthyKiosk, camera: "unplugged" }), { of: "camera", why: "unplugged" });
	const serial = { path: "/dev/ttyUSB0", baudRate: 9600 };
	const state = selfServiceState({ settings: { ...defaultSettings, serial }, serial: { kind: "open" } });
	assert.equal(closedReasonOf({ ...healthyKiosk, state, camera: "absent" }), null);
	const pulled = { ...state, serial: { kind: "trouble", why: "absent", sinceMs: 0 } } as const;
	assert.deepEqual(closedReasonOf({ ...healthyKiosk, state: pulled, camera: "absent" }), {
		of: "camera",
		why: "absent",
	});
});

test("the gravest cause is shown, and all but the camera's prevent admission", () => {
	const paperOut = { kind: "trouble", why: "paperOut", sinceMs: 0, waiting: 1 } as const;
	const causes = [
		[selfServiceState({ printer: paperOut }), "printer"],
		[selfServiceState({ printer: paperOut, allocation: null }), "list"],
		[
			selfServiceState({
				printer: paperOut,
				allocation: { ...allocation, freshness: { kind: "expired", closedAtMs: 0 } },
			}),
			"list",
		],
		[selfServiceState({ allocation: null, clock: { kind: "unsure", machineMs: 0, lastLineMs: null } }), "clock"],
		[selfServiceState({ clock: { kind: "unsure", machineMs: 0, lastLineMs: null }, supervisors: [] }), "supervisor"],
		[selfServiceState({ supervisors: [], setupOpenedBy: StaffId.parse("1001") }), "setup"],
	] as const;
	for (const [state, of] of causes) {
		const closure = closedReasonOf({ state, camera: "absent", isAnswering: true });
		assert.deepEqual([closure?.of, blocksAdmission(closure)], [of, true]);
	}
	assert.equal(closedReasonOf({ ...healthyKiosk, state: causes[0][0], isAnswering: false })?.of, "app");
	assert.equal(blocksAdmission(closedReasonOf({ ...healthyKiosk, camera: "absent" })), false);
});

test("a stale list does not close the kiosk", () => {
	const stale = selfServiceState({ allocation: { ...allocation, freshness: { kind: "stale", ageMs: 1 } } });
	assert.equal(closedReasonOf({ ...healthyKiosk, state: stale }), null);
});

test("a camera fault is reported to the counter, but not a camera that the kiosk was set up without", () => {
	assert.equal(reportableCameraTroubleOf("unplugged", selfServiceState()), "unplugged");
	assert.equal(reportableCameraTroubleOf("starting", selfServiceState()), null);
	assert.equal(
		reportableCameraTroubleOf("absent", selfServiceState({ settings: { ...defaultSettings, gunPrefix: "~" } })),
		null,
	);
});

function calling(...events: readonly CallButtonEvent[]) {
	return events.reduce(reduceCallButton, idleCallButton);
}

test("one tap calls staff and another cancels the call, but a double tap only calls", () => {
	const called = calling({ kind: "tapped", atMs: 0 }, { kind: "noted", is: "wanted" });
	assert.deepEqual([called.isCalled, called.pending], [true, null]);
	assert.equal(reduceCallButton(called, { kind: "tapped", atMs: tapDebounceMs - 1 }), called);
	assert.equal(reduceCallButton(called, { kind: "tapped", atMs: tapDebounceMs }).pending, "settled");
});

test("a call is shown until staff settle it, and a call that was not recorded is shown as failed", () => {
	const called = calling(
		{ kind: "tapped", atMs: 0 },
		{ kind: "noted", is: "wanted" },
		{ kind: "stateChanged", isWanted: true },
	);
	assert.equal(reduceCallButton(called, { kind: "stateChanged", isWanted: false }).isCalled, false);
	const failed = calling({ kind: "tapped", atMs: 0 }, { kind: "failed" });
	assert.deepEqual([failed.isCalled, failed.hasFailed], [false, true]);
});

test("a state of main from before the tap does not undo the tap", () => {
	const tapped = calling({ kind: "tapped", atMs: 0 }, { kind: "stateChanged", isWanted: false });
	assert.equal(tapped.pending, "wanted");
});

for (const language of languages) {
	test(`every refusal says to a member in ${language} why and what to do, and names no card`, () => {
		const context: RefusalContext = {
			nowMs: 0,
			entry: "open",
			moment: (ms) => formatMoment(ms, 0, language),
			day: (ms) => formatDay(ms, language),
			title: (title) => localizeTitle(title, language),
		};
		for (const refusal of Object.values(refusals).flatMap((shapes) => Object.values(shapes))) {
			const { line, remedy } = formatMemberRefusal(wordsOf(language).memberRefusals, refusal, context);
			assert.ok(line.length > 3 && remedy.length > 3, refusal.reason);
			assert.doesNotMatch(line + remedy, /undefined|null|NaN|\[object/);
			// These are said to a clerk.
			assert.doesNotMatch(line + remedy, /放行|特批|管理员|主管|卡号|supervisor|administrator|override/i);
		}
	});

	test(`every sentence in ${language} has its recording`, () => {
		for (const clip of clips) {
			assert.ok(clipTexts[language][clip].length > 2, clip);
			assert.ok(existsSync(join(voices, language, clipPathOf(clip))), clip);
		}
	});
}

test("there is a recording for every number of persons a voucher has, and none is left over", () => {
	for (let persons = 1; persons <= 9; persons++) assert.deepEqual(personsClipsOf(persons), [`persons${persons}`]);
	assert.deepEqual(personsClipsOf(10), []);
	assert.equal(globSync("*/*/*.ogg", { cwd: voices }).length, clips.length * languages.length);
});

test("all recordings together are smaller than 400 kB", () => {
	const sizes = globSync("*/*/*.ogg", { cwd: voices }).map((path) => statSync(join(voices, path)).size);
	assert.ok(sizes.reduce((sum, size) => sum + size, 0) < 400_000);
});

test("a voice of the language is taken, Cantonese for traditional characters, and none that needs a network", () => {
	const voice = (lang: string, localService = true) => ({ lang, localService });
	const all = ["en-US", "zh-TW", "zh-HK", "zh_CN", "en-GB"].map((lang) => voice(lang));
	assert.deepEqual(
		languages.map((language) => chooseVoice(language, all)?.lang),
		["zh_CN", "zh-HK", "en-GB"],
	);
	assert.equal(chooseVoice("zh-Hant", [voice("zh-CN"), voice("zh-TW")])?.lang, "zh-TW");
	assert.equal(chooseVoice("zh-CN", [voice("zh-HK"), voice("en-US")]), null, "Cantonese is not Mandarin");
	assert.equal(chooseVoice("zh-CN", [voice("zh-CN", false)]), null);
});

test("a name breaks between its words, and a figure stays with its unit", () => {
	const parts = allowBreaksBetweenWords("2026 年国庆职工节日文化服务", "zh-CN").split("\u200b");
	assert.equal(parts[0], "2026\u00a0年");
	assert.ok(parts.includes("文化") && parts.length > 4, parts.join("|"));
	assert.equal(allowBreaksBetweenWords("National Day 2026", "en"), "National Day 2026");
});
