import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { DisplayedRefusal } from "../../core/contract/contract.ts";
import { languages, localizeTitle, readLanguage } from "../../renderer/words/language.ts";
import { formatRefusal, type RefusalContext } from "../../renderer/words/refusal-words.ts";
import { formatDay, formatMoment, formatTime } from "../../renderer/words/time-format.ts";
import { wordsOf } from "../../renderer/words/words.ts";
import { root } from "../machine/folders.ts";

/** 1 October 2026, 14:02 in Guangzhou. */
const nowMs = Date.UTC(2026, 9, 1, 6, 2);
const minute = 60_000;

const refusals: readonly DisplayedRefusal[] = [
	{ reason: "malformed", why: "notAVoucher" },
	{ reason: "malformed", why: "encoding" },
	{ reason: "unknownVersion", version: 2 },
	{ reason: "forged" },
	{ reason: "wrongVenue", venue: 4, title: { "zh-CN": "广州动物园" } },
	{ reason: "wrongVenue", venue: 4, title: null },
	{ reason: "noAllocation" },
	{ reason: "allocationExpired", closedAtMs: nowMs },
	{ reason: "wrongDay", fromMs: nowMs + 1440 * minute, untilMs: nowMs + 1500 * minute },
	{ reason: "wrongDay", fromMs: nowMs - 1500 * minute, untilMs: nowMs - 1440 * minute },
	{ reason: "notInAllocation" },
	{ reason: "superseded", issue: 2, hasSameRights: true },
	{ reason: "cancelled" },
	{ reason: "blocked" },
	{ reason: "rotationRequired", why: "staticCode" },
	{ reason: "rotationRequired", why: "noDayKey" },
	{ reason: "alreadyRedeemed", persons: 3, atMs: nowMs, label: "2 号窗口", here: false },
	{ reason: "alreadyRedeemed", persons: 3, atMs: nowMs, label: "1 号窗口", here: true },
	{ reason: "tooEarly", fromMs: nowMs + 118 * minute, startsAtMs: nowMs + 148 * minute },
	{ reason: "tooLate", untilMs: nowMs - minute, startsAtMs: nowMs - 31 * minute },
	{ reason: "remainderSmaller", remaining: 1, asked: 2 },
	{ reason: "sessionFull", capacity: 380, left: 0 },
	{ reason: "sessionFull", capacity: 380, left: 2 },
	{ reason: "revoked", of: "window" },
	{ reason: "revoked", of: "voucher", leastIssue: null },
	{ reason: "revoked", of: "voucher", leastIssue: 2 },
	{ reason: "codeForged" },
	{ reason: "codeConsumed" },
	{ reason: "codeTooOld", skewSeconds: -60 },
	{ reason: "codeFromFuture", skewSeconds: 60 },
	{ reason: "shortNumberMalformed", why: "checkDigit" },
	{ reason: "shortNumberUnknown", triesLeft: 3 },
	{ reason: "shortNumbersLocked", untilMs: nowMs + 10 * minute },
	{ reason: "shortNumbersOff", why: "policy" },
	{ reason: "shortNumbersOff", why: "noIndex" },
	{ reason: "standingUncertain", admitted: 1 },
	{ reason: "clockUnsure" },
	{ reason: "offerGone" },
	{ reason: "overridesSpent", most: 10 },
	{ reason: "restored" },
	{ reason: "notRecorded", why: "diskFull" },
	{ reason: "notRecorded", why: "diskFailed" },
];

for (const language of languages) {
	const { refusals: words, ...rest } = wordsOf(language);
	const context: RefusalContext = {
		nowMs,
		entry: "open",
		moment: (ms) => formatMoment(ms, nowMs, language),
		day: (ms) => formatDay(ms, language),
		title: (title) => localizeTitle(title, language),
	};

	test(`every refusal says in ${language} why, and what to do now`, () => {
		const reasons = new Set(refusals.map(({ reason }) => reason));
		assert.deepEqual(
			Object.keys(words).filter((reason) => !refusals.some((refusal) => refusal.reason === reason)),
			[],
		);
		assert.equal(reasons.size, Object.keys(words).length);
		for (const refusal of refusals) {
			const { line, remedy } = formatRefusal(words, refusal, context);
			assert.ok(line.length > 3 && remedy.length > 3, refusal.reason);
			assert.doesNotMatch(line + remedy, /undefined|null|NaN|\[object/);
		}
	});

	test(`no sentence is empty in ${language}`, () => {
		for (const [path, text] of sentences(rest, "")) assert.ok(text.trim().length > 0, path);
	});
}

/** Second words for one thing, and regional variants: each language uses one. */
const secondWords: Readonly<Record<(typeof languages)[number], RegExp>> = {
	"zh-CN": /(?<!摄像)镜头|储存|补印|配额名单|名单[^"`]{0,8}过时/,
	"zh-Hant": /設置|攝像頭|螢幕|網路|[裡著]|列印|文件|保存|補印|配額名單|名單[^"`]{0,8}過時/,
	en: /["`][^"`]*\ballocations?\b[^"`]*["`]/i,
};

for (const language of languages) {
	test(`one thing has one word in ${language}`, () => {
		const folder = join(root, "renderer", "words", language);
		for (const file of globSync("*.ts", { cwd: folder })) {
			const lines = readFileSync(join(folder, file), "utf8").split("\n");
			const mixed = lines.filter((line) => !line.startsWith("import") && secondWords[language].test(line));
			assert.deepEqual(mixed, [], file);
		}
	});
}

test("the refusals in zh-CN are worded as a clerk would say them", () => {
	const context: RefusalContext = {
		nowMs,
		entry: "open",
		moment: (ms) => formatMoment(ms, nowMs, "zh-CN"),
		day: (ms) => formatDay(ms, "zh-CN"),
		title: (title) => title["zh-CN"],
	};
	const format = (refusal: DisplayedRefusal) => {
		const { line, remedy } = formatRefusal(wordsOf("zh-CN").refusals, refusal, context);
		return `${line}，${remedy}`.replaceAll("\u200b", "");
	};
	const early: DisplayedRefusal = {
		reason: "tooEarly",
		fromMs: nowMs + 118 * minute,
		startsAtMs: nowMs + 148 * minute,
	};
	assert.equal(format(early), "您的场次是 16:30，请 16:00 后再来");
	const again: DisplayedRefusal = {
		reason: "alreadyRedeemed",
		persons: 3,
		atMs: nowMs,
		label: "2 号窗口",
		here: false,
	};
	assert.match(format(again), /^已于 14:02 在 2 号窗口 核销 3 人，/);
});

test("times are formatted in the venue's zone, with the day if it is another", () => {
	assert.equal(formatTime(nowMs, "zh-CN"), "14:02");
	assert.equal(formatMoment(nowMs, nowMs, "en"), "14:02");
	assert.match(formatMoment(nowMs + 1440 * minute, nowMs, "zh-CN"), /^10月2日.*14:02$/);
	assert.equal(formatTime(Date.UTC(2026, 9, 1, 16, 5), "zh-CN"), "00:05");
});

test("the language asked for in the address wins over the one kept, and zh-CN is the first", () => {
	const kept = (language: string | null) => ({ getItem: () => language });
	assert.equal(readLanguage("?language=en", kept("zh-Hant")), "en");
	assert.equal(readLanguage("", kept("zh-Hant")), "zh-Hant");
	assert.equal(readLanguage("?language=klingon", kept(null)), "zh-CN");
});

test("a name that is missing in a language is shown in zh-CN", () => {
	assert.equal(localizeTitle({ "zh-CN": "广州动物园", en: "Guangzhou Zoo" }, "en"), "Guangzhou Zoo");
	assert.equal(localizeTitle({ "zh-CN": "广州动物园" }, "en"), "广州动物园");
});

function* sentences(words: unknown, path: string): Generator<[string, string]> {
	if (typeof words === "string") yield [path, words];
	else if (typeof words === "object" && words !== null) {
		for (const [key, value] of Object.entries(words)) yield* sentences(value, `${path}.${key}`);
	}
}

test("every count of this kiosk's own admissions says that it is this window's (C18)", () => {
	for (const language of languages) {
		const mark = language === "en" ? /\bhere\b|this window/ : /本窗口/;
		const { side, watch, seating, panels } = wordsOf(language);
		const { slipRows } = panels.shift;
		const counts = [
			...[side.admitted, side.others, watch.arrivals, watch.arrivalsTold("1"), seating.quotaHere(3)],
			...[slipRows.admissions, slipRows.persons, panels.found.last("14:02", 3)],
			...Object.values(seating.fewLeft).map((format) => format(2)),
		];
		for (const text of counts) assert.match(text, mark, `${language}: ${text}`);
	}
});
