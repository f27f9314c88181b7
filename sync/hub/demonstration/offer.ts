import { seatCountOf } from "../../../core/allocation/seating.ts";
import type { SeatPlan, SessionEntry } from "../../../core/allocation/session.ts";
import type { Title } from "../../../core/identity.ts";

/** A time of day, "HH:MM" in Guangzhou, at which something begins, from how long before one may come in, and until how long after: below 0, before. */
export type Slot = { readonly starts: string; readonly beforeMin: number; readonly afterMin: number };

/** A hall that is `rotating` is sought after so much that screenshots are sold: only codes that rotate are honoured there. */
export type Hall = {
	readonly title: Title | null;
	readonly persons: number;
	readonly entry: SessionEntry;
	readonly rotating?: true;
};

/** What a kind of venue offers on each of its days. Titles take turns over halls and slots. */
export type Offer = {
	readonly titles: readonly Title[];
	readonly halls: readonly Hall[];
	readonly slots: readonly Slot[];
};

const allDay: Slot = { starts: "08:30", beforeMin: 30, afterMin: 510 };

export function title(simplified: string, traditional: string, english: string): Title {
	return { "zh-CN": simplified, "zh-Hant": traditional, en: english };
}

function screening(starts: string): Slot {
	return { starts, beforeMin: 30, afterMin: 30 };
}

function course(starts: string): Slot {
	return { starts, beforeMin: 30, afterMin: 20 };
}

function open(persons: number): readonly Hall[] {
	return [{ title: null, persons, entry: { kind: "open" } }];
}

/** A whole day, for so many and no more. */
function quota(persons: number): readonly Hall[] {
	return [{ title: null, persons, entry: { kind: "quota" } }];
}

/** As many persons as there are seats in these rows. */
function seated(name: Title | null, front: SeatPlan["front"], rows: number[], aisles: number[]): Hall {
	const entry: SeatPlan = { kind: "seated", front, rows, aisles };
	return { title: name, persons: seatCountOf(entry), entry };
}

/** Rows from the front to the back, those of a kind together. */
function rows(...kinds: readonly (readonly [number, number])[]): number[] {
	return kinds.flatMap(([count, seats]) => new Array<number>(count).fill(seats));
}

/** Invented films, all of them. */
const films = [
	title("珠江潮生", "珠江潮生", "Tide on the Pearl River"),
	title("骑楼下的夏天", "騎樓下的夏天", "Summer under the Arcades"),
	title("最后一班渡轮", "最後一班渡輪", "The Last Ferry"),
	title("星星修理铺", "星星修理鋪", "The Star Repair Shop"),
	title("阿婆的龙舟", "阿婆的龍舟", "Grandmother's Dragon Boat"),
	title("远山来信", "遠山來信", "A Letter from the Far Hills"),
];

/** 600 seats in all, two screenings a day. */
export const palaceCinema: Offer = {
	titles: films,
	halls: [
		// 280, 200 and 120 seats.
		seated(title("一号厅", "一號廳", "Hall 1"), "screen", rows([1, 16], [1, 18], [9, 20], [3, 22]), [5, 17]),
		seated(title("二号厅", "二號廳", "Hall 2"), "screen", rows([1, 14], [2, 16], [6, 18], [2, 16], [1, 14]), [4, 14]),
		{
			...seated(title("三号厅", "三號廳", "Hall 3"), "screen", rows([1, 10], [8, 12], [1, 14]), [5]),
			rotating: true,
		},
	],
	slots: [screening("14:30"), screening("19:30")],
};

/** 90 seats. */
export const cinema: Offer = {
	titles: films,
	halls: [seated(null, "screen", rows([1, 8], [7, 10], [1, 12]), [4])],
	slots: [screening("14:00"), screening("19:00")],
};

export const wetland: Offer = {
	titles: [title("湿地公园一日票", "濕地公園一日票", "A day at the wetland")],
	halls: quota(1000),
	slots: [allDay],
};

/** Boards until ten minutes before sailing; the boat comes back after midnight and belongs to the day it left. */
export const cruise: Offer = {
	titles: [title("中秋珠江夜游", "中秋珠江夜遊", "Mid-Autumn night cruise on the Pearl River")],
	halls: [
		{
			title: null,
			persons: 380,
			entry: { kind: "boarding", pier: title("大沙头码头", "大沙頭碼頭", "Dashatou Pier") },
			rotating: true,
		},
	],
	slots: [{ starts: "20:00", beforeMin: 45, afterMin: -10 }],
};

export const aquarium: Offer = {
	titles: [title("极地海洋馆参观", "極地海洋館參觀", "Polar aquarium visit")],
	halls: quota(260),
	slots: [allDay],
};

export const garden: Offer = {
	titles: [title("植物园一日票", "植物園一日票", "A day at the botanical garden")],
	halls: quota(300),
	slots: [allDay],
};

export const zoo: Offer = {
	titles: [title("动物园一日票", "動物園一日票", "A day at the zoo")],
	halls: quota(300),
	slots: [allDay],
};

export const palace: Offer = {
	titles: [
		title("粤曲欣赏会", "粵曲欣賞會", "An afternoon of Cantonese opera songs"),
		title("家庭趣味运动会", "家庭趣味運動會", "Family games"),
		title("职工书画展", "職工書畫展", "Workers' painting and calligraphy"),
	],
	halls: open(70),
	slots: [course("10:00"), course("15:00")],
};

export const sports: Offer = {
	titles: [
		title("羽毛球体验", "羽毛球體驗", "Badminton for all"),
		title("游泳公益场", "游泳公益場", "Open swimming"),
		title("乒乓球友谊赛", "乒乓球友誼賽", "Friendly table tennis"),
	],
	halls: open(48),
	slots: [course("09:30"), course("14:30"), course("19:00")],
};

export const reading: Offer = {
	titles: [
		title("亲子共读", "親子共讀", "Reading together"),
		title("岭南历史讲座", "嶺南歷史講座", "A lecture on Lingnan history"),
	],
	halls: open(60),
	slots: [course("10:00"), course("15:30")],
};

/** 160 seats. */
export const stage: Offer = {
	titles: [
		title("国庆民乐音乐会", "國慶民樂音樂會", "National Day concert of folk music"),
		title("儿童剧《小木棉》", "兒童劇《小木棉》", "“Little Kapok”, a play for children"),
	],
	halls: [seated(null, "stage", rows([2, 12], [8, 14], [2, 12]), [3, 11])],
	slots: [screening("19:30")],
};

export const workshop: Offer = {
	titles: [
		title("广绣体验课", "廣繡體驗課", "Try Cantonese embroidery"),
		title("石湾陶艺课", "石灣陶藝課", "Try Shiwan pottery"),
	],
	halls: open(36),
	slots: [course("09:30"), course("14:00"), course("16:30")],
};
