import type { Session } from "../../../core/allocation/session.ts";
import type { SessionCounts } from "../../../core/contract/contract.ts";
import type { Title } from "../../../core/identity.ts";
import { minuteMs, timeOfDay } from "./time.ts";

/** The demonstration's venue: the cinema of 广州市第二工人文化宫 on National Day. The films are invented. */
export const venue = title("广州市第二工人文化宫", "廣州市第二工人文化宮", "Guangzhou No. 2 Workers' Cultural Palace");
export const programme = title(
	"2026 年国庆职工节日文化服务",
	"2026 年國慶職工節日文化服務",
	"National Day 2026 for union members",
);

const halls = [
	title("一号厅", "一號廳", "Hall 1"),
	title("二号厅", "二號廳", "Hall 2"),
	title("三号厅", "三號廳", "Hall 3"),
] as const;

export const matinee: Session = screening(
	101,
	"14:30",
	title("珠江潮生", "珠江潮生", "Tide on the Pearl River"),
	halls[0],
	280,
);
const arcades = title("骑楼下的夏天", "騎樓下的夏天", "Summer under the Arcades");
const ferry = title("最后一班渡轮", "最後一班渡輪", "The Last Ferry");
const stars = title("星星修理铺", "星星修理鋪", "The Star Repair Shop");
const boat = title("阿婆的龙舟", "阿婆的龍舟", "Grandmother's Dragon Boat");
const letter = title("远山来信", "遠山來信", "A Letter from the Far Hills");
export const soiree: Session = screening(104, "19:30", stars, halls[0], 280);

export const sessionTallies: readonly SessionCounts[] = [
	{ session: matinee, allocated: 252, admitted: 96, arrivals: arrivalsOf([4, 9, 15, 21, 28, 19]) },
	{
		session: screening(102, "14:30", arcades, halls[1], 200),
		allocated: 180,
		admitted: 61,
		arrivals: arrivalsOf([3, 8, 12, 18, 20]),
	},
	{
		session: screening(103, "14:30", ferry, halls[2], 120),
		allocated: 108,
		admitted: 40,
		arrivals: arrivalsOf([2, 6, 9, 11, 12]),
	},
	{ session: soiree, allocated: 249, admitted: 0, arrivals: [] },
	{ session: screening(105, "19:30", boat, halls[1], 200), allocated: 171, admitted: 0, arrivals: [] },
	{ session: screening(106, "19:30", letter, halls[2], 120), allocated: 104, admitted: 0, arrivals: [] },
];

/** Persons admitted per ten minutes, from 13:10. */
function arrivalsOf(persons: readonly number[]): SessionCounts["arrivals"] {
	return persons.map((count, i) => ({ fromMs: timeOfDay("13:10") + i * 10 * minuteMs, persons: count }));
}

export function title(simplified: string, traditional: string, english: string): Title {
	return { "zh-CN": simplified, "zh-Hant": traditional, en: english };
}

/** Rows of 20 seats, the remainder in the last. */
function rowsOf(seats: number): number[] {
	return Array.from({ length: Math.ceil(seats / 20) }, (_, row) => Math.min(20, seats - row * 20));
}

function screening(session: number, starts: string, name: Title, hall: Title, capacity: number): Session {
	const startsAt = timeOfDay(starts);
	return {
		session,
		activity: 1,
		title: name,
		hall,
		startsAt,
		admitFrom: startsAt - 30 * minuteMs,
		admitUntil: startsAt + 30 * minuteMs,
		capacity,
		entry: { kind: "seated", front: "screen", rows: rowsOf(capacity), aisles: [5, 15] },
	};
}
