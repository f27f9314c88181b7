import type { PrinterTrouble } from "../../../core/contract/contract.ts";
import type { RequestFailure } from "../../kiosk/request-driver.ts";
import type { CameraTrouble } from "../../kiosk/self-service/closed-reason.ts";
import { lineBreakOpportunity } from "../refusal-words.ts";

type MessageLines = { readonly line: string; readonly remedy: string };

const atWindow = `请到人工窗口办理`;

export const selfServiceZhCN = {
	present: "请出示换票码",
	aim: `把手机上的换票码，${lineBreakOpportunity}对准摄像头`,
	aimScanner: `把手机上的换票码，${lineBreakOpportunity}放到扫码口前`,
	starting: "正在打开摄像头……",
	checking: "正在核对……",
	lingers: `请先把手机拿开，${lineBreakOpportunity}再出示一次`,
	today: "今天的活动",
	noneToday: "今天没有活动",
	allOver: "今天的活动都结束了",
	admittingUntil: (time: string) => `正在入场，到 ${time}`,
	admitsFrom: (time: string) => `${time} 开始入场`,
	places: (left: number) => `余 ${left} 位`,
	noPlaces: "已约满",
	moreSessions: (sessions: number) => `之后还有 ${sessions} 场`,
	howMany: "这次进几位？",
	ofParty: (party: number, remaining: number) =>
		party === remaining ? `同行共 ${party} 人` : `同行共 ${party} 人，还剩 ${remaining} 人`,
	unit: (_persons: number) => "人",
	fewer: "少进一位",
	more: "多进一位",
	admitAll: (persons: number) => `全部入场 ${persons} 人`,
	admitSome: (persons: number) => `只进 ${persons} 人`,
	restLater: (persons: number) => `其余 ${persons} 人可以稍后再来`,
	notNow: "先不入场",
	recording: "正在办理……",
	admitted: "请入场",
	persons: (persons: number) => `${persons} 人`,
	remaining: (persons: number) => `剩余 ${persons} 人，可以稍后再来`,
	allIn: "同行的人都到齐了",
	takeTicket: "请取票",
	takeTicketHow: `票打好了，${lineBreakOpportunity}请从出票口拿走`,
	ticketHeld: {
		line: `票没有打出来，${lineBreakOpportunity}您的入场已经记下`,
		remedy: `请按“呼叫工作人员”，${lineBreakOpportunity}在这里等一下`,
	},
	rate: `您对这次服务${lineBreakOpportunity}满意吗？`,
	rateHow: "点一下就好，不选也可以",
	ratings: {
		5: `非常${lineBreakOpportunity}满意`,
		4: "满意",
		3: "一般",
		2: "不满意",
		1: `非常${lineBreakOpportunity}不满意`,
	},
	skip: "跳过",
	thanks: "谢谢您",
	thanksHow: `您的评价${lineBreakOpportunity}我们收到了`,
	refused: "现在不能入场",
	understood: "知道了",
	troubleWord: "请稍等",
	troubles: {
		unanswered: {
			line: `机器没有回应，${lineBreakOpportunity}还不能确定是否已入场`,
			remedy: `请按“呼叫工作人员”${lineBreakOpportunity}问一下`,
		},
		failed: { line: "这次没有核对成功，没有入场", remedy: "请再出示一次换票码" },
		interrupted: {
			line: `画面刚才断了一下，${lineBreakOpportunity}还不能确定是否已入场`,
			remedy: `请按“呼叫工作人员”${lineBreakOpportunity}问一下`,
		},
	} satisfies Record<RequestFailure, MessageLines>,
	stillThere: "您还在吗？",
	goesIn: (seconds: number) => `${seconds} 秒后回到首页，没有入场`,
	stay: "我还在",
	closedWord: "本机暂停服务",
	closed: {
		app: { line: "机器没有回应，正在重试", remedy: atWindow },
		setup: { line: "工作人员正在维护", remedy: `请稍候，或到人工窗口办理` },
		supervisor: { line: "这台机器还没有启用", remedy: atWindow },
		clock: { line: `这台机器的时间${lineBreakOpportunity}需要校准`, remedy: atWindow },
		list: {
			none: { line: `今天的名单${lineBreakOpportunity}还没有到`, remedy: atWindow },
			expired: { line: "本机的名单已经过期", remedy: atWindow },
		} satisfies Record<"none" | "expired", MessageLines>,
		printer: {
			paperOut: { line: "本机缺纸", remedy: atWindow },
			coverOpen: { line: "打印机的盖子开着", remedy: atWindow },
			offline: { line: "打印机断开了", remedy: atWindow },
			busy: { line: "打印机正忙", remedy: atWindow },
			silent: { line: "打印机没有回应", remedy: atWindow },
			notRecorded: { line: "本机暂时不能打票", remedy: atWindow },
			error: { line: "打印机出了故障", remedy: atWindow },
		} satisfies Record<PrinterTrouble, MessageLines>,
		camera: {
			absent: { line: "本机没有找到摄像头", remedy: atWindow },
			denied: { line: "本机的摄像头没有开启", remedy: atWindow },
			unplugged: { line: "本机的摄像头断开了", remedy: atWindow },
			stalled: { line: "本机的摄像头没有画面", remedy: atWindow },
			failed: { line: "本机的摄像头打不开", remedy: atWindow },
		} satisfies Record<CameraTrouble, MessageLines>,
	},
	ticketsWaiting: `刚才没拿到票的，请在这里稍等，${lineBreakOpportunity}工作人员来了就给您打`,
	call: "呼叫工作人员",
	calling: "正在呼叫……",
	cancelCall: "取消呼叫",
	coming: "工作人员马上就来",
	comingHow: "请在这里稍候",
	callFailed: "没能呼叫到，请到人工窗口",
	mute: "关闭语音",
	unmute: "打开语音",
	lower: "按键放低",
	higher: "按键放高",
	language: "语言",
};

export type SelfServiceWords = typeof selfServiceZhCN;
