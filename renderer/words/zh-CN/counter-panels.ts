import type {
	CloseShiftOutcome,
	LookUpOutcome,
	OpenShiftOutcome,
	ReprintOutcome,
	VoidOutcome,
} from "../../../core/contract/contract.ts";

type MessageLines = { readonly line: string; readonly remedy: string };
type Why<O, K extends string> = Extract<O, { readonly kind: K; readonly why: string }>["why"];

const diskFailed: MessageLines = { line: "磁盘写不进去，没有办成", remedy: "请通知管理员检查磁盘" };
const noAllocation: MessageLines = { line: "本窗口还没有今天的名单", remedy: "请连上网络取名单，按 F5 再试" };

/** The panels of the counter, except the short number's. */
export const panelsZhCN = {
	overrideTag: "特批",
	voidedTag: "已撤销",
	void: {
		title: "撤销入场",
		lead: "撤销之后，这几位凭原来的票可以再次入场。",
		line: "撤销哪一笔",
		why: "原因",
		action: "撤销这一笔",
		none: { line: "没有可以撤销的入场", remedy: "只能撤销本窗口 30 分钟以内的入场" },
		done: (persons: number) => `已撤销 ${persons} 人`,
		again: (remaining: number) => `这张票还可以入场 ${remaining} 人`,
		failures: {
			noSuchLine: { line: "找不到这一笔，没有撤销", remedy: "请关掉再打开，看看最近的记录" },
			alreadyVoided: { line: "这一笔已经撤销过了", remedy: "不用再撤销，可以直接扫票" },
			tooMany: { line: "要撤销的人数比这一笔还在场的多", remedy: "请少选几位" },
			tooLate: { line: "超过 30 分钟，不能撤销了", remedy: "请记下情况，报给工会处理" },
			notRecorded: diskFailed,
		} satisfies Record<Why<VoidOutcome, "notVoided">, MessageLines>,
	},
	override: {
		title: "主管特批",
		admitted: "特批入场",
		may: "主管可以特批",
		noCode: "名单里有，但出示不了换票码",
		persons: "放行几位",
		why: "原因",
		action: "特批放行",
		left: (times: number) => `本班还可以特批 ${times} 次，每一次都有记录`,
	},
	lookUp: {
		title: "按会员卡查票",
		of: (card: string) => `卡号后四位 ${card}`,
		lead: "只看今天、本场馆的名单。查到不等于放行。",
		card: "会员卡号后四位",
		action: "查票",
		override: "特批放行",
		none: { line: "今天的名单里没有这个卡号", remedy: "请核对卡号；也可能是别的日子、别的场馆的票" },
		more: (vouchers: number) => `还有 ${vouchers} 张没有列出，请用短号或换票码`,
		failures: {
			noAllocation,
			notRecorded: { line: "磁盘写不进去，没有查", remedy: "请通知管理员检查磁盘" },
		} satisfies Record<Why<LookUpOutcome, "notLookedUp">, MessageLines>,
	},
	found: {
		party: (persons: number) => `同行 ${persons} 人`,
		left: (persons: number) => `剩余 ${persons} 人`,
		last: (time: string, persons: number) => `本窗口 ${time} 已入场 ${persons} 人`,
		note: "能出示换票码的请直接扫码；出示不了的，才请主管特批。",
		noSession: "场次不详",
		good: "可以入场",
		notOverridable: (line: string) => `不能特批：${line}`,
	},
	reprint: {
		title: "补打票",
		lead: "补打的票上会注明是第几张。",
		line: "补打哪一张",
		action: "打印",
		done: "已送去打印",
		copy: (copy: number) => `这是第 ${copy} 张`,
		none: { line: "最近没有入场，没有票可打", remedy: "放行之后才有票" },
		failures: {
			noPrinter: { line: "本窗口没有接打印机", remedy: "请按 F10 在设置里选打印机" },
			noSuchLine: { line: "这一笔没有票可打", remedy: "请另选一笔" },
			voided: { line: "这一笔已经撤销，不能再打", remedy: "请另选一笔" },
		} satisfies Record<Why<ReprintOutcome, "notQueued">, MessageLines>,
	},
	shift: {
		opening: { title: "开班", lead: "输入自己的工号，开始这一班。", action: "开班" },
		closing: {
			title: "交班",
			lead: "清点手上的票根，按票根上的人数填。没有票根可以不填。",
			action: "交班结账",
		},
		staff: "工号",
		stubs: "票根上的人数",
		since: (staff: string, time: string) => `${staff} 当班，${time} 起`,
		opened: "已开班",
		slip: "交班单",
		slipRows: {
			allocated: "全场馆今天名单人数",
			admissions: "本窗口入场笔数",
			persons: "本窗口入场人数（已减撤销）",
			refusals: "没有放行",
			voids: "撤销笔数",
			voidedPersons: "撤销人数",
			overrides: "特批",
			conflicts: "中心报来的冲突",
			unsent: "还没上传的流水",
		},
		counted: {
			notCounted: "没有清点票根",
			same: (stubs: number) => `票根 ${stubs} 人，与入场人数相符`,
			fewer: (stubs: number, by: number) => `票根 ${stubs} 人，比入场少 ${by} 人，请再点一遍`,
			more: (stubs: number, by: number) => `票根 ${stubs} 人，比入场多 ${by} 人，请再点一遍`,
		},
		failures: {
			alreadyOpen: { line: "已经有人当班了", remedy: "请先交班，再开班" },
			noAllocation,
			notOpen: { line: "还没有开班", remedy: "请按 F9 开班" },
			notRecorded: diskFailed,
		} satisfies Record<Why<OpenShiftOutcome, "notOpened"> | Why<CloseShiftOutcome, "notClosed">, MessageLines>,
	},
};

export type PanelsWords = typeof panelsZhCN;
