import type { MemberRefusalWords } from "../member-refusal-words.ts";
import { lineBreakOpportunity } from "../refusal-words.ts";
import { seatingZhHant } from "./seating.ts";

const atWindow = "請到人工窗口辦理";
const staffWillLook = `請到人工窗口，${lineBreakOpportunity}工作人員會幫您查`;
const byNumber = { line: "這裏不能用短號", remedy: `請出示換票碼，${lineBreakOpportunity}或到人工窗口辦理` };

export const memberRefusalsZhHant = {
	malformed: ({ why }) =>
		why === "length" || why === "encoding" || why === "fields"
			? { line: "換票碼沒有讀清楚", remedy: `請把屏幕調亮、拿穩，${lineBreakOpportunity}再出示一次` }
			: { line: "這不是換票碼", remedy: `請打開換票碼頁面，${lineBreakOpportunity}再出示一次` },
	unknownVersion: () => ({ line: `這台機器還不認識${lineBreakOpportunity}新版的換票碼`, remedy: atWindow }),
	forged: () => ({ line: `這個碼不是${lineBreakOpportunity}工會簽發的`, remedy: staffWillLook }),
	wrongVenue: ({ title }, context) =>
		title === null
			? { line: "這張票是其他場館的", remedy: `請看換票碼上的${lineBreakOpportunity}場館名稱` }
			: {
					line: `這張票是${lineBreakOpportunity}${context.title(title)}的`,
					remedy: `請到${lineBreakOpportunity}${context.title(title)}${lineBreakOpportunity}入場`,
				},
	noAllocation: () => ({ line: `這台機器還沒有${lineBreakOpportunity}今天的名單`, remedy: atWindow }),
	allocationExpired: () => ({ line: "這台機器的名單已經過期", remedy: atWindow }),
	wrongDay: ({ fromMs, untilMs }, { nowMs, day }) =>
		untilMs < nowMs
			? { line: `這張票是 ${day(fromMs)}的，${lineBreakOpportunity}已經過期`, remedy: "想參加的話，請重新預約" }
			: { line: `這張票是 ${day(fromMs)}的`, remedy: `請 ${day(fromMs)}再來` },
	revoked: (refusal) => {
		if (refusal.of === "window") return { line: "本機暫停服務", remedy: atWindow };
		if (refusal.leastIssue === null) return { line: "這個換票碼已經作廢", remedy: staffWillLook };
		return {
			line: `您已經換發了${lineBreakOpportunity}新的換票碼`,
			remedy: `請打開最新的換票碼，${lineBreakOpportunity}再出示一次`,
		};
	},
	notInAllocation: () => ({
		line: `今天的名單裏${lineBreakOpportunity}沒有這張票`,
		remedy: `剛預約的請到人工窗口，${lineBreakOpportunity}工作人員會幫您查`,
	}),
	superseded: () => ({
		line: `您已經換發了${lineBreakOpportunity}新的換票碼`,
		remedy: `請打開最新的換票碼，${lineBreakOpportunity}再出示一次`,
	}),
	cancelled: () => ({ line: "這次預約已經取消", remedy: "想參加的話，請重新預約" }),
	blocked: () => ({ line: "這張票已經停用", remedy: staffWillLook }),
	rotationRequired: ({ why }) =>
		why === "noDayKey"
			? { line: `這台機器暫時${lineBreakOpportunity}驗不了這張票`, remedy: atWindow }
			: {
					line: `截圖和打印的換票碼${lineBreakOpportunity}不能用`,
					remedy: `請在手機上打開換票碼頁面，${lineBreakOpportunity}再出示一次`,
				},
	codeForged: () => ({ line: "這個碼核對不上", remedy: staffWillLook }),
	codeConsumed: () => ({
		line: "這個碼剛剛用過了",
		remedy: `請等手機上換出新碼${lineBreakOpportunity}（不超過 15 秒），再出示一次`,
	}),
	codeTooOld: () => ({
		line: `這個碼已經過時，${lineBreakOpportunity}可能是截圖`,
		remedy: `請重新打開換票碼頁面，${lineBreakOpportunity}再出示一次`,
	}),
	codeFromFuture: () => ({
		line: `您手機的時間${lineBreakOpportunity}比這裏快`,
		remedy: `請把手機時間設為自動，${lineBreakOpportunity}或到人工窗口辦理`,
	}),
	shortNumberMalformed: () => byNumber,
	shortNumberUnknown: () => byNumber,
	shortNumbersLocked: () => byNumber,
	shortNumbersOff: () => byNumber,
	alreadyRedeemed: ({ persons, atMs }, { moment }) => ({
		line: `這張碼 ${moment(atMs)} ${lineBreakOpportunity}已經用過，${lineBreakOpportunity}進了 ${persons} 人`,
		remedy: `可能家人已先入場，${lineBreakOpportunity}不清楚請找工作人員`,
	}),
	tooEarly: ({ fromMs, startsAtMs }, { moment, entry }) =>
		seatingZhHant.tooEarly[entry](moment(startsAtMs), moment(fromMs)),
	tooLate: ({ untilMs, startsAtMs }, { moment, entry }) =>
		seatingZhHant.tooLate[entry](moment(startsAtMs), moment(untilMs)),
	remainderSmaller: ({ remaining }) => ({
		line: `這張票只能再進 ${remaining} 人`,
		remedy: `請再出示一次，${lineBreakOpportunity}選 ${remaining} 人`,
	}),
	sessionFull: ({ capacity, left }, { entry }) =>
		left > 0
			? { line: seatingZhHant.fewLeft[entry](left), remedy: `請再出示一次，${lineBreakOpportunity}選 ${left} 人以內` }
			: {
					line: seatingZhHant.full[entry](capacity).line,
					remedy: `請到人工窗口，${lineBreakOpportunity}工作人員會幫您想辦法`,
				},
	standingUncertain: () => ({ line: `這台機器無法確認${lineBreakOpportunity}這張票誰已入場`, remedy: atWindow }),
	clockUnsure: () => ({ line: `這台機器的時間${lineBreakOpportunity}還沒有校準`, remedy: atWindow }),
	offerGone: () => ({ line: "停留太久，沒有入場", remedy: "請再出示一次換票碼" }),
	overridesSpent: () => ({ line: "這裏暫時不能辦理", remedy: atWindow }),
	restored: () => ({ line: "本機暫停服務", remedy: atWindow }),
	notRecorded: () => ({ line: `這台機器記不下來，${lineBreakOpportunity}沒有入場`, remedy: atWindow }),
} satisfies MemberRefusalWords;
