import type { SeatRun } from "../../../core/allocation/seating.ts";
import type { SeatPlan, SessionEntry } from "../../../core/allocation/session.ts";
import { lineBreakOpportunity, type RefusalLines } from "../refusal-words.ts";

/** Words for each kind of entry: a kind without words is a type error. */
export type ByEntry<T> = Readonly<Record<SessionEntry["kind"], T>>;

const screening = (starts: string): RefusalLines["line"] => `您的场次是 ${starts}`;
const sessionPhases = { next: "下一场", now: "正在入场", over: "本场已结束" };
const admits = (from: string, until: string) => `${from}–${until} 入场`;
const bookOther = "请改约其他场次";

/** Seats, and how a session is entered. Times are passed in formatted. */
export const seatingZhCN = {
	seats: (runs: readonly SeatRun[]) =>
		runs.map(({ row, from, to }) => `${row} 排 ${from === to ? from : `${from}–${to}`} 座`).join("、"),
	seatsName: "座位",
	noSeats: "未排座位，请现场安排",
	front: { screen: "银幕", stage: "舞台" } satisfies Record<SeatPlan["front"], string>,
	/** The session's time in the header and on the pass: an open day lasts from morning to evening, a boat departs. */
	when: {
		open: (starts) => starts,
		seated: (starts) => starts,
		quota: (_starts, from, until) => `${from}–${until}`,
		boarding: (starts) => `${starts} 开船`,
	} satisfies ByEntry<(starts: string, from: string, until: string) => string>,
	/** Before, during and after a session's admission. */
	phases: {
		open: sessionPhases,
		seated: sessionPhases,
		quota: { next: "稍后入场", now: "正在入场", over: "今日已结束" },
		boarding: { next: "下一班", now: "正在登船", over: "已停止登船" },
	} satisfies ByEntry<Readonly<Record<"next" | "now" | "over", string>>>,
	admits: {
		open: admits,
		seated: admits,
		quota: admits,
		boarding: (from, until) => `${from}–${until} 登船`,
	} satisfies ByEntry<(from: string, until: string) => string>,
	admitName: {
		open: "入场时间",
		seated: "入场时间",
		quota: "入场时间",
		boarding: "登船时间",
	} satisfies ByEntry<string>,
	pierName: "登船码头",
	quota: (persons: number) => `今日名额 ${persons}`,
	quotaHere: (persons: number) => `本窗口已入 ${persons}`,
	quotaFull: "已满",
	boardingOpens: (time: string) => `${time} 开始登船`,
	boardingCloses: (time: string) => `${time} 停止登船`,
	boardingClosed: (time: string) => `${time} 已停止登船`,
	minutesLeft: (minutes: number) => `还有 ${minutes} 分钟`,
	secondsLeft: (seconds: number) => `还有 ${seconds} 秒`,
	tooEarly: {
		open: (starts, from) => ({ line: screening(starts), remedy: `请 ${from} 后再来` }),
		seated: (starts, from) => ({ line: screening(starts), remedy: `请 ${from} 后再来` }),
		quota: (_starts, from) => ({ line: `${from} 开始入场`, remedy: `请 ${from} 后再来` }),
		boarding: (starts, from) => ({ line: `${starts} 开船，${from} 开始登船`, remedy: `请 ${from} 后再来登船` }),
	} satisfies ByEntry<(starts: string, from: string) => RefusalLines>,
	tooLate: {
		open: (starts, until) => ({ line: `${screening(starts)}，${until} 已停止入场`, remedy: "请重新预约其他场次" }),
		seated: (starts, until) => ({ line: `${screening(starts)}，${until} 已停止入场`, remedy: "请重新预约其他场次" }),
		quota: (_starts, until) => ({ line: `${until} 已停止入场`, remedy: "请重新预约其他日期" }),
		boarding: (starts, until) => ({ line: `${until} 已停止登船，船 ${starts} 开`, remedy: "请重新预约其他船班" }),
	} satisfies ByEntry<(starts: string, until: string) => RefusalLines>,
	full: {
		open: (capacity) => ({ line: `本场 ${capacity} 个位子${lineBreakOpportunity}已满`, remedy: bookOther }),
		seated: (capacity) => ({ line: `本场 ${capacity} 个座位${lineBreakOpportunity}已满`, remedy: bookOther }),
		quota: (capacity) => ({ line: `今日 ${capacity} 个名额已满`, remedy: "请改约其他日期" }),
		boarding: (capacity) => ({
			line: `这一班 ${capacity} 个位子${lineBreakOpportunity}已满`,
			remedy: "请改约其他船班",
		}),
	} satisfies ByEntry<(capacity: number) => RefusalLines>,
	fewLeft: {
		open: (left) => `按本窗口的统计，本场只剩 ${left} 个位子`,
		seated: (left) => `按本窗口的统计，本场只剩 ${left} 个座位`,
		quota: (left) => `按本窗口的统计，今日名额只剩 ${left} 个`,
		boarding: (left) => `按本窗口的统计，这一班只剩 ${left} 个位子`,
	} satisfies ByEntry<(left: number) => string>,
};

export type SeatingWords = typeof seatingZhCN;
