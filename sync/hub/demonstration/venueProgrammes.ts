import { seatCountOf } from "../../../core/allocation/seating.ts";
import type { SeatPlan, SessionEntry } from "../../../core/allocation/session.ts";
import type { Title } from "../../../core/identity.ts";

/** A time of day, "HH:MM" in Guangzhou, at which something begins, from how long before one may come in, and until how long after: below 0, before. */
export type TimeSlot = { readonly starts: string; readonly beforeMin: number; readonly afterMin: number };

/** A hall that is `rotating` is sought after so much that screenshots are sold: only codes that rotate are honoured there. */
export type DemonstrationHall = {
	readonly title: Title | null;
	readonly persons: number;
	readonly entry: SessionEntry;
	readonly rotating?: true;
};

/** What a kind of venue offers on each of its days. Titles take turns over halls and slots. */
export type VenueProgramme = {
	readonly titles: readonly Title[];
	readonly halls: readonly DemonstrationHall[];
	readonly slots: readonly TimeSlot[];
};

const allDay: TimeSlot = { starts: "08:30", beforeMin: 30, afterMin: 510 };

export function makeTitle(simplified: string, traditional: string, english: string): Title {
	return { "zh-CN": simplified, "zh-Hant": traditional, en: english };
}

function screeningSlot(starts: string): TimeSlot {
	return { starts, beforeMin: 30, afterMin: 30 };
}

function courseSlot(starts: string): TimeSlot {
	return { starts, beforeMin: 30, afterMin: 20 };
}

function openHalls(persons: number): readonly DemonstrationHall[] {
	return [{ title: null, persons, entry: { kind: "open" } }];
}

/** A whole day, for so many and no more. */
function quotaHalls(persons: number): readonly DemonstrationHall[] {
	return [{ title: null, persons, entry: { kind: "quota" } }];
}

/** As many persons as there are seats in these rows. */
function seatedHall(name: Title | null, front: SeatPlan["front"], rows: number[], aisles: number[]): DemonstrationHall {
	const entry: SeatPlan = { kind: "seated", front, rows, aisles };
	return { title: name, persons: seatCountOf(entry), entry };
}

/** Rows from the front to the back, those of a kind together. */
function expandRows(...kinds: readonly (readonly [number, number])[]): number[] {
	return kinds.flatMap(([count, seats]) => new Array<number>(count).fill(seats));
}

/** Invented films, all of them. */
const films = [
	makeTitle("珠江潮生", "珠江潮生", "Tide on the Pearl River"),
	makeTitle("骑楼下的夏天", "騎樓下的夏天", "Summer under the Arcades"),
	makeTitle("最后一班渡轮", "最後一班渡輪", "The Last Ferry"),
	makeTitle("星星修理铺", "星星修理鋪", "The Star Repair Shop"),
	makeTitle("阿婆的龙舟", "阿婆的龍舟", "Grandmother's Dragon Boat"),
	makeTitle("远山来信", "遠山來信", "A Letter from the Far Hills"),
];

/** 600 seats in all, two screenings a day. */
export const palaceCinema: VenueProgramme = {
	titles: films,
	halls: [
		// 280, 200 and 120 seats.
		seatedHall(
			makeTitle("一号厅", "一號廳", "Hall 1"),
			"screen",
			expandRows([1, 16], [1, 18], [9, 20], [3, 22]),
			[5, 17],
		),
		seatedHall(
			makeTitle("二号厅", "二號廳", "Hall 2"),
			"screen",
			expandRows([1, 14], [2, 16], [6, 18], [2, 16], [1, 14]),
			[4, 14],
		),
		{
			...seatedHall(makeTitle("三号厅", "三號廳", "Hall 3"), "screen", expandRows([1, 10], [8, 12], [1, 14]), [5]),
			rotating: true,
		},
	],
	slots: [screeningSlot("14:30"), screeningSlot("19:30")],
};

/** 90 seats. */
export const cinema: VenueProgramme = {
	titles: films,
	halls: [seatedHall(null, "screen", expandRows([1, 8], [7, 10], [1, 12]), [4])],
	slots: [screeningSlot("14:00"), screeningSlot("19:00")],
};

export const wetland: VenueProgramme = {
	titles: [makeTitle("湿地公园一日票", "濕地公園一日票", "A day at the wetland")],
	halls: quotaHalls(1000),
	slots: [allDay],
};

/** Boards until ten minutes before sailing; the boat comes back after midnight and belongs to the day it left. */
export const cruise: VenueProgramme = {
	titles: [makeTitle("中秋珠江夜游", "中秋珠江夜遊", "Mid-Autumn night cruise on the Pearl River")],
	halls: [
		{
			title: null,
			persons: 380,
			entry: { kind: "boarding", pier: makeTitle("大沙头码头", "大沙頭碼頭", "Dashatou Pier") },
			rotating: true,
		},
	],
	slots: [{ starts: "20:00", beforeMin: 45, afterMin: -10 }],
};

export const aquarium: VenueProgramme = {
	titles: [makeTitle("极地海洋馆参观", "極地海洋館參觀", "Polar aquarium visit")],
	halls: quotaHalls(260),
	slots: [allDay],
};

export const garden: VenueProgramme = {
	titles: [makeTitle("植物园一日票", "植物園一日票", "A day at the botanical garden")],
	halls: quotaHalls(300),
	slots: [allDay],
};

export const zoo: VenueProgramme = {
	titles: [makeTitle("动物园一日票", "動物園一日票", "A day at the zoo")],
	halls: quotaHalls(300),
	slots: [allDay],
};

export const palace: VenueProgramme = {
	titles: [
		makeTitle("粤曲欣赏会", "粵曲欣賞會", "An afternoon of Cantonese opera songs"),
		makeTitle("家庭趣味运动会", "家庭趣味運動會", "Family games"),
		makeTitle("职工书画展", "職工書畫展", "Workers' painting and calligraphy"),
	],
	halls: openHalls(70),
	slots: [courseSlot("10:00"), courseSlot("15:00")],
};

export const sports: VenueProgramme = {
	titles: [
		makeTitle("羽毛球体验", "羽毛球體驗", "Badminton for all"),
		makeTitle("游泳公益场", "游泳公益場", "Open swimming"),
		makeTitle("乒乓球友谊赛", "乒乓球友誼賽", "Friendly table tennis"),
	],
	halls: openHalls(48),
	slots: [courseSlot("09:30"), courseSlot("14:30"), courseSlot("19:00")],
};

export const reading: VenueProgramme = {
	titles: [
		makeTitle("亲子共读", "親子共讀", "Reading together"),
		makeTitle("岭南历史讲座", "嶺南歷史講座", "A lecture on Lingnan history"),
	],
	halls: openHalls(60),
	slots: [courseSlot("10:00"), courseSlot("15:30")],
};

/** 160 seats. */
export const stage: VenueProgramme = {
	titles: [
		makeTitle("国庆民乐音乐会", "國慶民樂音樂會", "National Day concert of folk music"),
		makeTitle("儿童剧《小木棉》", "兒童劇《小木棉》", "“Little Kapok”, a play for children"),
	],
	halls: [seatedHall(null, "stage", expandRows([2, 12], [8, 14], [2, 12]), [3, 11])],
	slots: [screeningSlot("19:30")],
};

export const workshop: VenueProgramme = {
	titles: [
		makeTitle("广绣体验课", "廣繡體驗課", "Try Cantonese embroidery"),
		makeTitle("石湾陶艺课", "石灣陶藝課", "Try Shiwan pottery"),
	],
	halls: openHalls(36),
	slots: [courseSlot("09:30"), courseSlot("14:00"), courseSlot("16:30")],
};
