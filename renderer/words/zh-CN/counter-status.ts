import type { PrinterTrouble, TicketInDoubt } from "../../../core/contract/contract.ts";
import type { StaffCaller } from "../../../core/journal/values.ts";

/** The counter's side panel: printer, tickets in doubt, calls for staff, and arrivals. */
export const statusZhCN = {
	shift: (staff: string, time: string) => `${staff} 当班 · ${time} 起`,
	unreadable: (lines: number) => `${lines} 条记录读不出`,
	unreadableWhy: "本机有记录读不出，已原样保存并上报，请告知信息人员；涉及的票由值班主管核实后放行",
	arrivals: "本窗口每 10 分钟入场人数",
	arrivalsTold: (slots: string) => `本窗口每 10 分钟入场人数：${slots}`,
	slot: (time: string, persons: number) => `${time} ${persons} 人`,
	comma: "，",
	arrivalsNone: "还没有人入场",
	printer: {
		ready: "打印机正常",
		low: "票纸快用完",
		trouble: {
			paperOut: "打印机缺纸",
			coverOpen: "打印机盖没合上",
			offline: "打印机没有连上",
			busy: "打印机被别的程序占用",
			silent: "打印机收了票却没有回应",
			notRecorded: "打印记录写不进磁盘，先不打印",
			error: "打印机出故障",
		} satisfies Record<PrinterTrouble, string>,
		remedy: {
			paperOut: "请换一卷票纸",
			coverOpen: "请把盖子合上，听到咔嗒一声",
			offline: "请检查打印机的电源和连线",
			busy: "请关掉占用它的程序，或检查是不是接了两台电脑",
			silent: "请把打印机关掉再打开；总是这样，请换 USB 连接",
			notRecorded: "请清出磁盘空间，或通知管理员；好了会接着打",
			error: "请关掉打印机再打开；还是不行请通知管理员",
		} satisfies Record<PrinterTrouble, string>,
		lowRemedy: "请备好一卷新纸",
		waiting: (tickets: number) => `${tickets} 张票在等`,
	},
	doubt: {
		title: (time: string, persons: number) => `${time} 的票（${persons} 人）打出来了吗？`,
		why: {
			inDoubt: "没有得到打印完成的确认，请看看打印机的出纸口。",
			unsent: "本程序中断过，这张票还没有打；人还在等就打出来。",
			failed: "这张票没有打出来；需要的话请再打一次。",
		} satisfies Record<TicketInDoubt["why"], string>,
		there: "有了，或不用打了",
		missing: "没有，打印",
		more: (tickets: number) => `后面还有 ${tickets} 张要问`,
		failed: "没有记下，请再按一次",
	},
	notices: {
		title: "需要照看",
		here: "本窗口",
		more: (places: number) => `还有 ${places} 处`,
		of: {
			member: "有人呼叫工作人员",
			printer: "打印机要处理",
			camera: "摄像头要处理",
			scanner: "扫码器要处理",
			allocation: "名单太旧，不能换票",
		} satisfies Record<StaffCaller, string>,
		camera: {
			absent: "没有找到摄像头",
			denied: "摄像头没有获得允许",
			unplugged: "摄像头断开了",
			stalled: "摄像头没有画面",
			failed: "摄像头打不开",
		},
		scanner: {
			absent: "扫码器断开了",
			denied: "扫码器没有获得允许",
			busy: "扫码器被别的程序占用",
			failed: "扫码器读不出",
		},
		allocation: {
			none: "没有名单，不能换票",
			expired: "名单已过期，不能换票",
		},
	},
};

export type StatusWords = typeof statusZhCN;
