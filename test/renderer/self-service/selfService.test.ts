import assert from "node:assert/strict";
import { existsSync, globSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { firstSettings } from "../../../core/contract/settings.ts";
import { StaffId } from "../../../core/identity.ts";
import { alone } from "../../../renderer/gallery/exhibits/at-self-service.ts";
import { refusals } from "../../../renderer/gallery/samples/refusals.ts";
import { allocation } from "../../../renderer/gallery/samples/window.ts";
import { advanceCall, type CallEvent, quietCall, tapMs } from "../../../renderer/kiosk/self-service/call.ts";
import { bars, cameraTroubleOf, closureOf } from "../../../renderer/kiosk/self-service/closure.ts";
import { name } from "../../../renderer/kiosk/self-service/phrase.ts";
import { chooseVoice } from "../../../renderer/ui/voice-choice.ts";
import { clips, personsClip } from "../../../renderer/words/clips.ts";
import { spoken } from "../../../renderer/words/en/spok.ts";
import { languages, readTitle } from "../../../renderer/words/language.ts";
import { tellMember } from "../../../renderer/words/member-refusals.ts";
import { tellDay, tellMoment } from "../../../renderer/words/moment.ts";
import type { Telling } from "../../../renderer/words/refusal-words.ts";
import { wordsOf } from "../../../renderer/words/words.ts";
import { root } from "../../machine/folders.ts";

const well = { state: alone(), camera: "on", isAnswering: true } as const;
const voices = join(root, "renderer", "ui", "voices");

test("a kiosk that is well serves; without camera and scanner it does not, with a fixed scanner it does", () => {
	assert.equal(closureOf(well), null);
	assert.equal(closureOf({ ...well, camera: "starting" }), null);
	assert.deepEqual(closureOf({ ...well, camera: "unplugged" }), { of: "camera", why: "unplugged" });
	const serial = { path: "/dev/ttyUSB0", baudRate: 9600 };
	const state = alone({ settings: { ...firstSettings, serial }, serial: { kind: "open" } });
	assert.equal(closureOf({ ...well, state, camera: "absent" }), null);
	const pulled = { ...state, serial: { kind: "trouble", why: "absent", sinceMs: 0 } } as const;
	assert.deepEqual(closureOf({ ...well, state: pulled, camera: "absent" }), { of: "camera", why: "absent" });
});

test("the gravest cause is told, and all but the camera's stop an offer from being taken", () => {
	const paperOut = { kind: "trouble", why: "paperOut", sinceMs: 0, waiting: 1 } as const;
	const causes = [
		[alone({ printer: paperOut }), "printer"],
		[alone({ printer: paperOut, allocation: null }), "list"],
		[
			alone({ printer: paperOut, allocation: { ...allocation, freshness: { kind: "expired", closedAtMs: 0 } } }),
			"list",
		],
		[alone({ allocation: null, clock: { kind: "unsure", machineMs: 0, lastLineMs: null } }), "clock"],
		[alone({ clock: { kind: "unsure", machineMs: 0, lastLineMs: null }, supervisors: [] }), "supervisor"],
		[alone({ supervisors: [], service: StaffId.parse("1001") }), "service"],
	] as const;
	for (const [state, of] of causes) {
		const closure = closureOf({ state, camera: "absent", isAnswering: true });
		assert.deepEqual([closure?.of, bars(closure)], [of, true]);
	}
	assert.equal(closureOf({ ...well, state: causes[0][0], isAnswering: false })?.of, "app");
	assert.equal(bars(closureOf({ ...well, camera: "absent" })), false);
});

test("a list that is only stale serves on", () => {
	const stale = alone({ allocation: { ...allocation, freshness: { kind: "stale", ageMs: 1 } } });
	assert.equal(closureOf({ ...well, state: stale }), null);
});

test("the counter is told of a camera in trouble, and not of one the kiosk was never given", () => {
	assert.equal(cameraTroubleOf("unplugged", alone()), "unplugged");
	assert.equal(cameraTroubleOf("starting", alone()), null);
	assert.equal(cameraTroubleOf("absent", alone({ settings: { ...firstSettings, gunPrefix: "~" } })), null);
});

function calling(...events: readonly CallEvent[]) {
	return events.reduce(advanceCall, quietCall);
}

test("staff are called with one tap and called off with another, but not by an unsure finger's two", () => {
	const called = calling({ kind: "tapped", atMs: 0 }, { kind: "noted", is: "wanted" });
	assert.deepEqual([called.isWanted, called.asking], [true, null]);
	assert.equal(advanceCall(called, { kind: "tapped", atMs: tapMs - 1 }), called);
	assert.equal(advanceCall(called, { kind: "tapped", atMs: tapMs }).asking, "settled");
});

test("a call is on the screen until staff settle it, and a call nobody noted says so", () => {
	const called = calling(
		{ kind: "tapped", atMs: 0 },
		{ kind: "noted", is: "wanted" },
		{ kind: "told", isWanted: true },
	);
	assert.equal(advanceCall(called, { kind: "told", isWanted: false }).isWanted, false);
	const failed = calling({ kind: "tapped", atMs: 0 }, { kind: "failed" });
	assert.deepEqual([failed.isWanted, failed.hasFailed], [false, true]);
});

test("what main told before it heard the tap does not undo the tap", () => {
	const tapped = calling({ kind: "tapped", atMs: 0 }, { kind: "told", isWanted: false });
	assert.equal(tapped.asking, "wanted");
});

for (const language of languages) {
	test(`every refusal tells a member in ${language} why and what to do, and nobody's card`, () => {
		const telling: Telling = {
			nowMs: 0,
			entry: "open",
			moment: (ms) => tellMoment(ms, 0, language),
			day: (ms) => tellDay(ms, language),
			title: (title) => readTitle(title, language),
		};
		for (const refusal of Object.values(refusals).flatMap((shapes) => Object.values(shapes))) {
			const { line, remedy } = tellMember(wordsOf(language).memberRefusals, refusal, telling);
			assert.ok(line.length > 3 && remedy.length > 3, refusal.reason);
			assert.doesNotMatch(line + remedy, /undefined|null|NaN|\[object/);
			// These are said to a clerk.
			assert.doesNotMatch(line + remedy, /放行|特批|管理员|主管|卡号|supervisor|administrator|override/i);
		}
	});

	test(`every sentence in ${language} has its recording`, () => {
		for (const clip of clips) {
			assert.ok(spoken[language][clip].length > 2, clip);
			assert.ok(existsSync(join(voices, language, `${clip}.ogg`)), clip);
		}
	});
}

test("there is a recording for every number of persons a voucher has, and none is left over", () => {
	for (let persons = 1; persons <= 9; persons++) assert.deepEqual(personsClip(persons), [`persons${persons}`]);
	assert.deepEqual(personsClip(10), []);
	assert.equal(globSync("*/*.ogg", { cwd: voices }).length, clips.length * languages.length);
});

test("all recordings together are smaller than 400 kB", () => {
	const sizes = globSync("*/*.ogg", { cwd: voices }).map((path) => statSync(join(voices, path)).size);
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
	const parts = name("2026 年国庆职工节日文化服务", "zh-CN").split("\u200b");
	assert.equal(parts[0], "2026\u00a0年");
	assert.ok(parts.includes("文化") && parts.length > 4, parts.join("|"));
	assert.equal(name("National Day 2026", "en"), "National Day 2026");
});
