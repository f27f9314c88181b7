import type { StatusWords } from "../zh-CN/counter-status.ts";

export const statusZhHant = {
	shift: (staff, time) => `${staff} 當班 · ${time} 起`,
	arrivals: "本窗口每 10 分鐘入場人數",
	arrivalsTold: (slots) => `本窗口每 10 分鐘入場人數：${slots}`,
	slot: (time, persons) => `${time} ${persons} 人`,
	comma: "，",
	arrivalsNone: "還沒有人入場",
	printer: {
		ready: "打印機正常",
		low: "票紙快用完",
		trouble: {
			paperOut: "打印機缺紙",
			coverOpen: "打印機蓋沒合上",
			offline: "打印機沒有連上",
			busy: "打印機被別的程式佔用",
			silent: "打印機收了票卻沒有回應",
			notRecorded: "打印記錄寫不進磁碟，先不打印",
			error: "打印機出故障",
		},
		remedy: {
			paperOut: "請換一卷票紙",
			coverOpen: "請把蓋子合上，聽到咔嗒一聲",
			offline: "請檢查打印機的電源和連線",
			busy: "請關掉佔用它的程式，或檢查是不是接了兩台電腦",
			silent: "請把打印機關掉再打開；總是這樣，請換 USB 連接",
			notRecorded: "請清出磁碟空間，或通知管理員；好了會接着打",
			error: "請關掉打印機再打開；還是不行請通知管理員",
		},
		lowRemedy: "請備好一卷新紙",
		waiting: (tickets) => `${tickets} 張票在等`,
	},
	doubt: {
		title: (time, persons) => `${time} 的票（${persons} 人）打出來了嗎？`,
		why: {
			inDoubt: "沒有得到打印完成的確認，請看看打印機的出紙口。",
			unsent: "本程式中斷過，這張票還沒有打；人還在等就打出來。",
			failed: "這張票沒有打出來；需要的話請再打一次。",
		},
		there: "有了，或不用打了",
		missing: "沒有，打印",
		more: (tickets) => `後面還有 ${tickets} 張要問`,
		failed: "沒有記下，請再按一次",
	},
	notices: {
		title: "需要照看",
		here: "本窗口",
		more: (places) => `還有 ${places} 處`,
		of: {
			member: "有人呼叫工作人員",
			printer: "打印機要處理",
			camera: "鏡頭要處理",
			scanner: "掃碼器要處理",
			allocation: "名單太舊，不能換票",
		},
		camera: {
			absent: "沒有找到鏡頭",
			denied: "鏡頭沒有獲得允許",
			unplugged: "鏡頭斷開了",
			failed: "鏡頭打不開",
		},
		scanner: {
			absent: "掃碼器斷開了",
			denied: "掃碼器沒有獲得允許",
			busy: "掃碼器被別的程式佔用",
			failed: "掃碼器讀不出",
		},
		allocation: {
			none: "沒有名單，不能換票",
			expired: "名單已過期，不能換票",
		},
	},
} satisfies StatusWords;
