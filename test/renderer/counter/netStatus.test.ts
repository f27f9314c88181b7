import assert from "node:assert/strict";
import { test } from "node:test";
import { createState, type SampleState } from "../../../renderer/gallery/samples/kiosk-state.ts";
import {
	errorLineOf,
	formatAge,
	formatUnsent,
	stalenessLineOf,
} from "../../../renderer/kiosk/counter/net-status-text.ts";
import { wordsOf } from "../../../renderer/words/words.ts";

const words = wordsOf("zh-CN");
const { header } = words;
const minute = 60_000;

function withStatus(change: Partial<SampleState["status"]>, other: Partial<SampleState> = {}): SampleState {
	return createState({ status: { ...createState().status, ...change }, ...other });
}

test("an age is in minutes up to two hours, and then in hours, rounded down", () => {
	const ages = [0, minute - 1, minute, 119.9 * minute, 120 * minute, 179 * minute];
	assert.deepEqual(
		ages.map((age) => formatAge(age, words)),
		[
			header.justNow,
			header.justNow,
			header.minutesAgo(1),
			header.minutesAgo(119),
			header.hoursAgo(2),
			header.hoursAgo(2),
		],
	);
});

test("stale data are named with their age, fresh data are not", () => {
	assert.equal(stalenessLineOf(createState(), words), null);
	const stale = createState({ freshness: { kind: "stale", ageMs: 5 * minute } });
	assert.equal(stalenessLineOf(stale, words), header.stale(header.minutesAgo(5)));
	assert.equal(stalenessLineOf(createState({ freshness: { kind: "unknown" } }), words), header.neverChecked);
	for (const missing of ["timestamp", "revocations", "roster", "allocation"] as const) {
		const behind = createState({ freshness: { kind: "behind", ageMs: 0, missing: [missing, "allocation"] } });
		assert.equal(stalenessLineOf(behind, words), words.network.behind[missing]);
	}
});

test("being offline is no fault; a hub that refuses is one", () => {
	assert.equal(errorLineOf(createState(), words, "zh-CN"), null);
	assert.equal(errorLineOf(withStatus({ net: "none", trouble: "unreachable" }), words, "zh-CN"), null);
	assert.equal(errorLineOf(withStatus({ trouble: "refused" }), words, "zh-CN"), header.hub.refused);
});

test("of several faults an unusable list comes first, then the clock, then the hub", () => {
	const clock = withStatus({ trouble: "refused", clockSkewMs: 3 * minute });
	assert.equal(errorLineOf(clock, words, "zh-CN"), header.clockBehind(header.span(3)));
	const doubted = {
		...clock,
		clock: { kind: "sure", doubt: { kind: "hubDiffers", aheadMs: 26 * 60 * minute } },
	} as const;
	assert.equal(errorLineOf(doubted, words, "zh-CN"), header.clockDoubt.hubDiffers("26 小时", true));
	const list = { ...clock, allocationTrouble: "untrusted" } as const;
	assert.equal(errorLineOf(list, words, "zh-CN"), header.allocationTrouble.untrusted);
	assert.equal(
		errorLineOf(withStatus({ clockSkewMs: -3 * minute }), words, "zh-CN"),
		header.clockAhead(header.span(3)),
	);
});

test("unsent lines are counted, and while offline the clerk is reassured", () => {
	assert.equal(formatUnsent(0, true, words, "zh-CN"), header.allSent);
	assert.equal(formatUnsent(7, true, words, "zh-CN"), header.unsent(7));
	assert.equal(formatUnsent(7, false, words, "zh-CN"), `${header.unsent(7)}，${header.offlineCalm}`);
	const en = wordsOf("en");
	assert.equal(formatUnsent(0, false, en, "en"), `${en.header.allSent} · ${en.header.offlineCalm}`);
});
