import type { MemberRefusalWords } from "../member-refusal-words.ts";
import { lineBreakOpportunity } from "../refusal-words.ts";
import { seatingZhCN } from "./seating.ts";

const atWindow = "请到人工窗口办理";
const staffWillLook = `请到人工窗口，${lineBreakOpportunity}工作人员会帮您查`;
const byNumber = { line: "这里不能用短号", remedy: `请出示换票码，${lineBreakOpportunity}或到人工窗口办理` };

export const memberRefusalsZhCN: MemberRefusalWords = {
	malformed: ({ why }) =>
		why === "length" || why === "encoding" || why === "fields"
			? { line: "换票码没有读清楚", remedy: `请把屏幕调亮、拿稳，${lineBreakOpportunity}再出示一次` }
			: { line: "这不是换票码", remedy: `请打开换票码页面，${lineBreakOpportunity}再出示一次` },
	unknownVersion: () => ({ line: `这台机器还不认识${lineBreakOpportunity}新版的换票码`, remedy: atWindow }),
	forged: () => ({ line: `这个码不是${lineBreakOpportunity}工会签发的`, remedy: staffWillLook }),
	wrongVenue: ({ title }, context) =>
		title === null
			? { line: "这张票是其他场馆的", remedy: `请看换票码上的${lineBreakOpportunity}场馆名称` }
			: {
					line: `这张票是${lineBreakOpportunity}${context.title(title)}的`,
					remedy: `请到${lineBreakOpportunity}${context.title(title)}${lineBreakOpportunity}入场`,
				},
	noAllocation: () => ({ line: `这台机器还没有${lineBreakOpportunity}今天的名单`, remedy: atWindow }),
	allocationExpired: () => ({ line: "这台机器的名单已经过期", remedy: atWindow }),
	wrongDay: ({ fromMs, untilMs }, { nowMs, day }) =>
		untilMs < nowMs
			? { line: `这张票是 ${day(fromMs)}的，${lineBreakOpportunity}已经过期`, remedy: "想参加的话，请重新预约" }
			: { line: `这张票是 ${day(fromMs)}的`, remedy: `请 ${day(fromMs)}再来` },
	revoked: (refusal) => {
		if (refusal.of === "window") return { line: "本机暂停服务", remedy: atWindow };
		if (refusal.leastIssue === null) return { line: "这个换票码已经作废", remedy: staffWillLook };
		return {
			line: `您已经换发了${lineBreakOpportunity}新的换票码`,
			remedy: `请打开最新的换票码，${lineBreakOpportunity}再出示一次`,
		};
	},
	notInAllocation: () => ({
		line: `今天的名单里${lineBreakOpportunity}没有这张票`,
		remedy: `刚预约的请到人工窗口，${lineBreakOpportunity}工作人员会帮您查`,
	}),
	superseded: () => ({
		line: `您已经换发了${lineBreakOpportunity}新的换票码`,
		remedy: `请打开最新的换票码，${lineBreakOpportunity}再出示一次`,
	}),
	cancelled: () => ({ line: "这次预约已经取消", remedy: "想参加的话，请重新预约" }),
	blocked: () => ({ line: "这张票已经停用", remedy: staffWillLook }),
	rotationRequired: ({ why }) =>
		why === "noDayKey"
			? { line: `这台机器暂时${lineBreakOpportunity}验不了这张票`, remedy: atWindow }
			: {
					line: `截图和打印的换票码${lineBreakOpportunity}不能用`,
					remedy: `请在手机上打开换票码页面，${lineBreakOpportunity}再出示一次`,
				},
	codeForged: () => ({ line: "这个码核对不上", remedy: staffWillLook }),
	codeConsumed: () => ({
		line: "这个码刚刚用过了",
		remedy: `请等手机上换出新码${lineBreakOpportunity}（不超过 15 秒），再出示一次`,
	}),
	codeTooOld: () => ({
		line: `这个码已经过时，${lineBreakOpportunity}可能是截图`,
		remedy: `请重新打开换票码页面，${lineBreakOpportunity}再出示一次`,
	}),
	codeFromFuture: () => ({
		line: `您手机的时间${lineBreakOpportunity}比这里快`,
		remedy: `请把手机时间设为自动，${lineBreakOpportunity}或到人工窗口办理`,
	}),
	shortNumberMalformed: () => byNumber,
	shortNumberUnknown: () => byNumber,
	shortNumbersLocked: () => byNumber,
	shortNumbersOff: () => byNumber,
	alreadyRedeemed: ({ persons, atMs }, { moment }) => ({
		line: `这张码 ${moment(atMs)} ${lineBreakOpportunity}已经用过，${lineBreakOpportunity}进了 ${persons} 人`,
		remedy: `可能家人已先入场，${lineBreakOpportunity}不清楚请找工作人员`,
	}),
	tooEarly: ({ fromMs, startsAtMs }, { moment, entry }) =>
		seatingZhCN.tooEarly[entry](moment(startsAtMs), moment(fromMs)),
	tooLate: ({ untilMs, startsAtMs }, { moment, entry }) =>
		seatingZhCN.tooLate[entry](moment(startsAtMs), moment(untilMs)),
	remainderSmaller: ({ remaining }) => ({
		line: `这张票只能再进 ${remaining} 人`,
		remedy: `请再出示一次，${lineBreakOpportunity}选 ${remaining} 人`,
	}),
	sessionFull: ({ capacity, left }, { entry }) =>
		left > 0
			? { line: seatingZhCN.fewLeft[entry](left), remedy: `请再出示一次，${lineBreakOpportunity}选 ${left} 人以内` }
			: {
					line: seatingZhCN.full[entry](capacity).line,
					remedy: `请到人工窗口，${lineBreakOpportunity}工作人员会帮您想办法`,
				},
	standingUncertain: () => ({ line: `这台机器无法确认${lineBreakOpportunity}这张票谁已入场`, remedy: atWindow }),
	clockUnsure: () => ({ line: `这台机器的时间${lineBreakOpportunity}还没有校准`, remedy: atWindow }),
	offerGone: () => ({ line: "停留太久，没有入场", remedy: "请再出示一次换票码" }),
	overridesSpent: () => ({ line: "这里暂时不能办理", remedy: atWindow }),
	restored: () => ({ line: "本机暂停服务", remedy: atWindow }),
	notRecorded: () => ({ line: `这台机器记不下来，${lineBreakOpportunity}没有入场`, remedy: atWindow }),
};
