import type { OverrideReason, VoidReason } from "../../../core/journal/values.ts";
import type { FieldError } from "../../kiosk/counter/panels/forms/form.ts";

type MessageLines = { readonly line: string; readonly remedy: string };

/** Read by staff only: shifts, supervisors and overrides. */
export const staffZhCN = {
	keypad: "数字键",
	erase: "删一位",
	next: "下一步",
	back: "上一步",
	read: "知道了",
	close: "关闭",
	asking: "正在办理……",
	recording: "正在保存……",
	unanswered: {
		line: "没有得到回应，不能确定办成了没有",
		remedy: "请看右边的记录，再试一次",
	},
	notRecorded: { line: "磁盘写不进去，没有办成", remedy: "请通知管理员检查磁盘" },
	by: "值班主管",
	pin: "主管密码",
	pinWrong: (tries: number): MessageLines => ({
		line: "工号或密码不对",
		remedy: `还可以试 ${tries} 次，请主管本人再输一次`,
	}),
	pinLocked: (time: string): MessageLines => ({
		line: `密码锁到 ${time}`,
		remedy: "连续输错太多次；扫码入场照常",
	}),
	slips: {
		choose: "请先选一项",
		staff: "请输入工号",
		shortNumber: "短号应是 11 位数字，还没有输满",
		checkDigit: "有一位输错了，请对照通知改正",
		shortCard: "请看会员卡，输满后四位",
		short: "密码至少 6 位数字",
		sameDigit: "密码不能全是同一个数字",
		sequence: "密码不能是连号，例如 123456",
		different: "两次输的密码不一样，请重新设",
	} satisfies Record<FieldError, string>,
	supervisor: {
		title: "请设第一位值班主管",
		lead: "撤销、特批、改设置，都要主管的工号和密码。请主管本人来设，不要让旁人看见。",
		staff: "工号",
		pin: "密码（6 到 12 位数字）",
		again: "再输一次密码",
		confirm: "设好了，开始工作",
		notSet: { line: "没有设成", remedy: "请再试一次；还是不行，请重开本程序" },
	},
	voidReasons: {
		wrongNumber: "人数按错了",
		wrongVoucher: "扫错了票",
		leftAgain: "没有进场就离开了",
		sessionCancelled: "本场临时取消",
		other: "其他原因",
	} satisfies Record<VoidReason, string>,
	overrideReasons: {
		listTooOld: "本窗口名单没有更新",
		phoneFailed: "手机打不开换票码",
		lateByOurFault: "我方原因，让客人迟到",
		earlyByOurFault: "我方安排客人提前到",
		seatsFreed: "有人退场，空出了座位",
		unionConfirmed: "工会已来电确认",
	} satisfies Record<OverrideReason, string>,
};

export type StaffWords = typeof staffZhCN;
