import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Day, type Title } from "../../core/identity.ts";
import { contrast, readColour } from "../../renderer/gallery/inspect/colour.ts";
import { themeOf, themes } from "../../renderer/ui/themes.ts";

const tokens = readFileSync(new URL("../../renderer/ui/tokens.css", import.meta.url), "utf8");

function token(name: string): string {
	const value = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(tokens)?.[1];
	assert.ok(value, `tokens.css gives --${name} as #rrggbb`);
	return value;
}

function holidayOf(name: string | Title | null, day: string | null): string {
	const title = typeof name === "string" ? { "zh-CN": name } : name;
	return themeOf(title, day === null ? null : Day.parse(day)).holiday;
}

test("there are twelve holidays, and each has a motif of its own", () => {
	assert.equal(themes.length, 12);
	assert.equal(new Set(themes.map(({ motif }) => motif)).size, 12);
});

for (const { holiday, deep, accent, paper } of themes) {
	test(`in the colours of ${holiday} all text has a contrast of 7:1`, () => {
		const pairs = [
			["accent on deep", accent, deep],
			["paper on deep", paper, deep],
			["deep on paper", deep, paper],
			["deep on accent", deep, accent],
			["ink on paper", token("ink"), paper],
			["soft ink on paper", token("ink-soft"), paper],
			["ink on accent", token("ink"), accent],
		] as const;
		for (const [pair, text, ground] of pairs) {
			const ratio = contrast(readColour(text), readColour(ground));
			assert.ok(ratio >= 7, `${pair}: ${ratio.toFixed(2)}:1`);
		}
	});
}

test("a verdict has a contrast of 7:1", () => {
	for (const verdict of ["admitted", "offered", "refused", "trouble"]) {
		const ratio = contrast(readColour(token(`${verdict}-text`)), readColour(token(verdict)));
		assert.ok(ratio >= 7, `${verdict}: ${ratio.toFixed(2)}:1`);
	}
});

test("a programme's name decides, in whichever language it says its holiday", () => {
	assert.equal(holidayOf("2026 年中秋职工节日文化服务", "2026-10-01"), "midAutumn");
	assert.equal(holidayOf({ "zh-CN": "职工文化服务", en: "Dragon boat festival 2026" }, null), "dragonBoat");
	assert.equal(holidayOf({ "zh-CN": "职工文化服务", "zh-Hant": "2026 年春節職工服務" }, null), "springFestival");
});

test("of two holidays in one name, the day decides", () => {
	assert.equal(holidayOf("中秋国庆职工节日文化服务", "2026-09-25"), "midAutumn");
	assert.equal(holidayOf("中秋国庆职工节日文化服务", "2026-10-02"), "nationalDay");
});

test("a programme that names no holiday has the season's look", () => {
	assert.equal(holidayOf("职工文化服务", "2026-01-01"), "newYear");
	assert.equal(holidayOf("职工文化服务", "2025-12-31"), "newYear");
	assert.equal(holidayOf("职工文化服务", "2026-05-01"), "labourDay");
	assert.equal(holidayOf("职工文化服务", "2026-05-04"), "youthDay");
});

test("holidays of the Chinese calendar are found in it", () => {
	assert.equal(holidayOf(null, "2026-02-16"), "springFestival");
	assert.equal(holidayOf(null, "2026-02-17"), "springFestival");
	assert.equal(holidayOf(null, "2026-03-03"), "lanternFestival");
	assert.equal(holidayOf(null, "2026-06-19"), "dragonBoat");
	assert.equal(holidayOf(null, "2026-09-25"), "midAutumn");
	assert.equal(holidayOf(null, "2026-10-18"), "chongyang");
});

test("Mid-Autumn within National Day's week is Mid-Autumn", () => {
	assert.equal(holidayOf(null, "2025-10-06"), "midAutumn");
	assert.equal(holidayOf(null, "2025-10-02"), "nationalDay");
});

test("the look is National Day's where nothing else is known", () => {
	assert.equal(holidayOf(null, null), "nationalDay");
	assert.equal(holidayOf("职工文化服务", "2026-07-20"), "nationalDay");
});
