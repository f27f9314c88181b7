import { lineBreakOpportunity } from "../refusal-words.ts";
import type { SeatingWords } from "../zh-CN/seating.ts";

const screening = (starts: string) => `您的場次是 ${starts}`;
const sessionPhases = { next: "下一場", now: "正在入場", over: "本場已結束" };
const admits = (from: string, until: string) => `${from}–${until} 入場`;
const bookOther = "請改約其他場次";

export const seatingZhHant = {
	seats: (runs) => runs.map(({ row, from, to }) => `${row} 排 ${from === to ? from : `${from}–${to}`} 座`).join("、"),
	seatsName: "座位",
	noSeats: "未編座位，請現場安排",
	front: { screen: "銀幕", stage: "舞台" },
	when: {
		open: (starts) => starts,
		seated: (starts) => starts,
		quota: (_starts, from, until) => `${from}–${until}`,
		boarding: (starts) => `${starts} 開船`,
	},
	phases: {
		open: sessionPhases,
		seated: sessionPhases,
		quota: { next: "稍後入場", now: "正在入場", over: "今日已結束" },
		boarding: { next: "下一班", now: "正在登船", over: "已停止登船" },
	},
	admits: {
		open: admits,
		seated: admits,
		quota: admits,
		boarding: (from, until) => `${from}–${until} 登船`,
	},
	admitName: { open: "入場時間", seated: "入場時間", quota: "入場時間", boarding: "登船時間" },
	pierName: "登船碼頭",
	quota: (persons) => `今日名額 ${persons}`,
	quotaHere: (persons) => `本窗口已入 ${persons}`,
	quotaFull: "已滿",
	boardingOpens: (time) => `${time} 開始登船`,
	boardingCloses: (time) => `${time} 停止登船`,
	boardingClosed: (time) => `${time} 已停止登船`,
	minutesLeft: (minutes) => `尚餘 ${minutes} 分鐘`,
	secondsLeft: (seconds) => `尚餘 ${seconds} 秒`,
	tooEarly: {
		open: (starts, from) => ({ line: screening(starts), remedy: `請 ${from} 後再來` }),
		seated: (starts, from) => ({ line: screening(starts), remedy: `請 ${from} 後再來` }),
		quota: (_starts, from) => ({ line: `${from} 開始入場`, remedy: `請 ${from} 後再來` }),
		boarding: (starts, from) => ({ line: `${starts} 開船，${from} 開始登船`, remedy: `請 ${from} 後再來登船` }),
	},
	tooLate: {
		open: (starts, until) => ({ line: `${screening(starts)}，${until} 已停止入場`, remedy: "請重新預約其他場次" }),
		seated: (starts, until) => ({ line: `${screening(starts)}，${until} 已停止入場`, remedy: "請重新預約其他場次" }),
		quota: (_starts, until) => ({ line: `${until} 已停止入場`, remedy: "請重新預約其他日期" }),
		boarding: (starts, until) => ({ line: `${until} 已停止登船，船 ${starts} 開`, remedy: "請重新預約其他船班" }),
	},
	full: {
		open: (capacity) => ({ line: `本場 ${capacity} 個位子${lineBreakOpportunity}已滿`, remedy: bookOther }),
		seated: (capacity) => ({ line: `本場 ${capacity} 個座位${lineBreakOpportunity}已滿`, remedy: bookOther }),
		quota: (capacity) => ({ line: `今日 ${capacity} 個名額已滿`, remedy: "請改約其他日期" }),
		boarding: (capacity) => ({
			line: `這一班 ${capacity} 個位子${lineBreakOpportunity}已滿`,
			remedy: "請改約其他船班",
		}),
	},
	fewLeft: {
		open: (left) => `按本窗口的統計，本場只剩 ${left} 個位子`,
		seated: (left) => `按本窗口的統計，本場只剩 ${left} 個座位`,
		quota: (left) => `按本窗口的統計，今日名額只剩 ${left} 個`,
		boarding: (left) => `按本窗口的統計，這一班只剩 ${left} 個位子`,
	},
} satisfies SeatingWords;
