import type { PrinterWords } from "../zh-CN/printer.ts";

export const printerZhHant = {
	trouble: {
		paperOut: { line: "打印機沒有紙了", remedy: "請換一卷紙，換好會接着打" },
		coverOpen: { line: "打印機的蓋子開着", remedy: "請把蓋子合上，合好會接着打" },
		offline: { line: "打印機沒有接通", remedy: "請檢查打印機的電源和連線，接好會接着打" },
		busy: { line: "打印機正被別的程式佔用", remedy: "請關掉別的程式，空出來會接着打" },
		error: { line: "打印機出了故障", remedy: "請關機再開；還是不行，請看打印機上的燈，或通知管理員" },
	},
	nearEnd: { line: "打印紙快用完了", remedy: "請備好一卷新紙" },
	waiting: (tickets) => `${tickets} 張票等着打`,
	open: {
		inDoubt: { line: "這張票打出來了嗎？", remedy: "剛才打到一半斷了，請看一看打印機的出紙口" },
		unsent: { line: "這張票還沒有打", remedy: "人還在等票的話，請打出來" },
		failed: { line: "這張票沒有打出來", remedy: "系統沒有收下，要的話請再打一次" },
	},
	isThere: "票在，是完整的",
	notThere: "沒有，打一張",
	notNeeded: "不用打了",
	printAgain: "再打一張",
	member: { line: "暫時打不出紙票", remedy: "您已經核銷成功，請到窗口取票" },
} satisfies PrinterWords;
