import type { PrinterTrouble } from "../../../core/contract/printer.ts";
import type { UnresolvedTicket } from "../../../core/journal/ticketLedger.ts";

type MessageLines = { readonly line: string; readonly remedy: string };

/** The state of the ticket printer, for staff who can mend it, and for a member who cannot. */
export const printerZhCN = {
	trouble: {
		paperOut: { line: "打印机没有纸了", remedy: "请换一卷纸，换好会接着打" },
		coverOpen: { line: "打印机的盖子开着", remedy: "请把盖子合上，合好会接着打" },
		offline: { line: "打印机没有接通", remedy: "请检查打印机的电源和连线，接好会接着打" },
		busy: { line: "打印机正被别的程序占用", remedy: "请关掉别的程序，空出来会接着打" },
		error: { line: "打印机出了故障", remedy: "请关机再开；还是不行，请看打印机上的灯，或通知管理员" },
	} satisfies Record<PrinterTrouble, MessageLines>,
	nearEnd: { line: "打印纸快用完了", remedy: "请备好一卷新纸" },
	waiting: (tickets: number) => `${tickets} 张票等着打`,
	/** Questions to a clerk about a ticket that the kiosk will not print by itself. */
	open: {
		inDoubt: { line: "这张票打出来了吗？", remedy: "刚才打到一半断了，请看一看打印机的出纸口" },
		unsent: { line: "这张票还没有打", remedy: "人还在等票的话，请打出来" },
		failed: { line: "这张票没有打出来", remedy: "系统没有收下，要的话请再打一次" },
	} satisfies Record<UnresolvedTicket["why"], MessageLines>,
	isThere: "票在，是完整的",
	notThere: "没有，打一张",
	notNeeded: "不用打了",
	printAgain: "再打一张",
	/** For a member at a self-service kiosk who is already admitted. */
	member: { line: "暂时打不出纸票", remedy: "您已经核销成功，请到窗口取票" },
};

export type PrinterWords = typeof printerZhCN;
