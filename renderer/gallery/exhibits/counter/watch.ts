import type { Notice, SessionTally } from "../../../../core/contract/contract.ts";
import { type Exhibit, says } from "../../exhibit.ts";
import { at, minuteMs, nowMs } from "../../samples/moment.ts";
import { matinee, tallies, title } from "../../samples/palace.ts";
import { eventful, shift } from "../../samples/staff.ts";
import { type Ready, ready } from "../../samples/window.ts";
import { atCounter } from "./at-counter.ts";

const notices: readonly Notice[] = [
	{ label: "自助机 1", of: "printer", why: "paperOut", sinceMs: nowMs - 5 * minuteMs },
	{ label: "南门自助机", of: "member", why: null, sinceMs: nowMs - minuteMs / 2 },
	{ label: "自助机 2", of: "camera", why: "unplugged", sinceMs: nowMs - 12 * minuteMs },
	{ label: "自助机 3", of: "scanner", why: "somethingNew", sinceMs: nowMs - 2 * minuteMs },
	{ label: "自助机 3", of: "allocation", why: "expired", sinceMs: nowMs - 40 * minuteMs },
];

const long = title(
	"珠江潮·羊城情国庆职工优秀影片展映（第三场）",
	"珠江潮·羊城情國慶職工優秀影片展映（第三場）",
	"Pearl River Tides: prize-winning films, third evening",
);
const park: SessionTally = {
	session: { ...matinee, title: long, hall: null, admitFrom: at("08:00"), admitUntil: at("18:00"), capacity: 5000 },
	allocated: 4812,
	admitted: 2356,
	arrivals: Array.from({ length: 37 }, (_, i) => ({
		fromMs: at("08:00") + i * 10 * minuteMs,
		persons: 20 + ((i * 37) % 90),
	})),
};

export const watchExhibits: readonly Exhibit[] = [
	watched("notice-one", '[data-wants="1"]', { notices: notices.slice(0, 1) }),
	watched("notice-three", '[data-wants="3"]', { notices: notices.slice(0, 3) }),
	watched("notice-many", '[data-wants="6"]', {
		notices,
		printer: { kind: "trouble", why: "paperOut", sinceMs: nowMs - 3 * minuteMs, waiting: 2 },
	}),
	watched("long-day", ".arrivals", { sessions: [park] }),
	watched("long-titles", ".now-title", {
		venue: title(
			"广州市第二工人文化宫（南校区）影剧院主会场",
			"廣州市第二工人文化宮（南校區）影劇院主會場",
			"Guangzhou No. 2 Workers' Cultural Palace, South Campus Theatre",
		),
		label: "南门 12 号窗口",
		sessions: tallies.map((tally) => ({ ...tally, session: { ...tally.session, title: long } })),
		shift,
		printer: { kind: "ready", isPaperLow: true },
	}),
	watched("eventful", '[data-voided="true"]', { recent: eventful, shift }),
	watched("before-anybody", ".arrivals", {
		sessions: tallies.map((tally) => ({ ...tally, admitted: 0, arrivals: [] })),
	}),
];

function watched(state: string, shows: string, other: Partial<Ready>): Exhibit {
	return atCounter(`watch/${state}`, shows, { script: { state: says(ready(other)) } });
}
