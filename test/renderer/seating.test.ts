import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { seatCountOf, seatRunsOf } from "../../core/allocation/seating.ts";
import type { SeatPlan, SessionEntry } from "../../core/allocation/session.ts";
import { layOutSeats, seatDotsPath, seatPitch, seatRunPath } from "../../renderer/ui/seat-grid.ts";
import { languages } from "../../renderer/words/language.ts";
import { formatRefusal, lineBreakOpportunity, type RefusalContext } from "../../renderer/words/refusal-words.ts";
import { wordsOf } from "../../renderer/words/words.ts";
import { assertProperty } from "../property.ts";

const plan: SeatPlan = { kind: "seated", front: "screen", rows: [4, 6, 8], aisles: [3] };
const kinds: readonly SessionEntry["kind"][] = ["open", "seated", "quota", "boarding"];
const clock = (ms: number) => `${String(Math.floor(ms / 60)).padStart(2, "0")}:${String(ms % 60).padStart(2, "0")}`;

function createContext(entry: SessionEntry["kind"]): RefusalContext {
	return { nowMs: 0, entry, moment: clock, day: String, title: (title) => title["zh-CN"] };
}

function refusalText(entry: SessionEntry["kind"], refusal: Parameters<typeof formatRefusal>[1]): string {
	const { line, remedy } = formatRefusal(wordsOf("zh-CN").refusals, refusal, createContext(entry));
	return `${line}；${remedy}`.replaceAll(lineBreakOpportunity, "");
}

test("seats are said as a clerk says them, neighbours together", () => {
	const said = (seats: readonly number[]) =>
		languages.map((one) => wordsOf(one).seating.seats(seatRunsOf(plan, seats)));
	assert.deepEqual(said([12, 13, 14]), ["3 排 2–4 座", "3 排 2–4 座", "Row 3, seats 2–4"]);
	assert.deepEqual(said([1]), ["1 排 1 座", "1 排 1 座", "Row 1, seat 1"]);
	assert.deepEqual(said([9, 10, 11]), [
		"2 排 5–6 座、3 排 1 座",
		"2 排 5–6 座、3 排 1 座",
		"Row 2, seats 5–6; Row 3, seat 1",
	]);
});

test("the refusals of a full day name the day, and those of a closed boat the boat", () => {
	const full = { reason: "sessionFull", capacity: 1000, left: 0 } as const;
	assert.equal(refusalText("quota", full), "今日 1000 个名额已满；请改约其他日期");
	assert.equal(refusalText("seated", full), "本场 1000 个座位已满；请改约其他场次");
	const late = { reason: "tooLate", untilMs: 1190, startsAtMs: 1200 } as const;
	assert.equal(refusalText("boarding", late), "19:50 已停止登船，船 20:00 开；请重新预约其他船班");
	assert.equal(refusalText("open", late), "您的场次是 20:00，19:50 已停止入场；请重新预约其他场次");
	const early = { reason: "tooEarly", fromMs: 480, startsAtMs: 510 } as const;
	assert.equal(refusalText("quota", early), "08:00 开始入场；请 08:00 后再来");
});

for (const language of languages) {
	test(`each way in has its words in ${language}`, () => {
		const { seating } = wordsOf(language);
		for (const kind of kinds) {
			const { line: early, remedy } = seating.tooEarly[kind]("20:00", "19:15");
			const sentences = [
				seating.when[kind]("20:00", "19:15", "19:50"),
				seating.admits[kind]("19:15", "19:50"),
				seating.fewLeft[kind](2),
				early,
				remedy,
				...Object.values(seating.full[kind](380)),
				...Object.values(seating.tooLate[kind]("20:00", "19:50")),
			];
			for (const sentence of sentences) assert.doesNotMatch(sentence, /^\s*$|undefined|NaN|\[object/, kind);
			assert.match(early + remedy, /19:15/, "when to come back is always said");
		}
	});
}

test("in any hall every seat has a spot of its own within the drawing, and an aisle is wider than a gap", () => {
	const anyPlan = fc.record({
		kind: fc.constant<"seated">("seated"),
		front: fc.constantFrom<SeatPlan["front"]>("screen", "stage"),
		rows: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 60 }),
		aisles: fc.uniqueArray(fc.integer({ min: 1, max: 59 }), { maxLength: 8 }),
	});
	assertProperty(
		fc.property(anyPlan, (any) => {
			const grid = layOutSeats(any);
			const spots = grid.positions.flatMap((spot) => spot ?? []);
			assert.equal(spots.length, seatCountOf(any));
			assert.equal(new Set(spots.map(({ x, row }) => `${x} ${row}`)).size, spots.length);
			for (const { x, y } of spots) assert.ok(x > 0 && x < grid.width && y > 0 && y < grid.height);
		}),
		{ numRuns: 50 },
	);
	const widest = layOutSeats(plan).positions.flatMap((spot) => (spot?.row === 3 ? spot.x : []));
	const gaps = widest.slice(1).map((x, i) => x - (widest[i] ?? 0));
	assert.deepEqual(
		gaps.map((gap) => gap > seatPitch),
		[false, false, true, false, false, false, false],
	);
});

test("a hall of any size is one path, and a party one more", () => {
	const grid = layOutSeats(plan);
	assert.equal(seatDotsPath(grid, [1, 2, 3]).match(/h0/g)?.length, 3);
	assert.equal(seatDotsPath(grid, [0, 19, 99]), "", "seats that are not there are not drawn");
	assert.equal(seatRunPath(grid, [11, 12, 13]).match(/L/g)?.length, 2);
	assert.match(seatRunPath(grid, [11]), /^M[\d.]+ [\d.]+h0$/, "one person's ring is a ring too");
});
