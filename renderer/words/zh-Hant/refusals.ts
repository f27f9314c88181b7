import { lineBreakOpportunity, type RefusalWords } from "../refusal-words.ts";
import { ceilToMinute } from "../time-format.ts";
import { seatingZhHant } from "./seating.ts";

const callSupervisor = "請勿放行，請值班主管來處理";
const elsewhere = "請勿放行，請到其他窗口辦理，並通知管理員";

export const refusalsZhHant = {
	malformed: {
		short: "不是換票碼",
		format: ({ why }) =>
			why === "length" || why === "encoding" || why === "fields"
				? { line: "換票碼沒有讀完整", remedy: "請把屏幕調亮，拿穩再掃一次" }
				: { line: "這不是換票碼", remedy: `請打開「換票碼」頁面${lineBreakOpportunity}再掃一次` },
	},
	unknownVersion: {
		short: "版本不識",
		format: () => ({ line: "這是新版換票碼，本窗口還不認識", remedy: "請到其他窗口辦理，並通知管理員升級" }),
	},
	forged: {
		short: "非工會簽發",
		format: () => ({ line: `這個碼不是${lineBreakOpportunity}工會簽發的`, remedy: callSupervisor }),
	},
	wrongVenue: {
		short: "其他場館",
		format: ({ title }, context) =>
			title === null
				? { line: "這張票是其他場館的", remedy: `請看換票碼上的${lineBreakOpportunity}場館名稱` }
				: {
						line: `這張票是${lineBreakOpportunity}${context.title(title)}的`,
						remedy: `請前往${lineBreakOpportunity}${context.title(title)}`,
					},
	},
	noAllocation: {
		short: "沒有名單",
		format: () => ({
			line: `本窗口還沒有${lineBreakOpportunity}今天的名單`,
			remedy: "請連上網絡取名單，或到其他窗口辦理",
		}),
	},
	allocationExpired: {
		short: "名單過期",
		format: ({ closedAtMs }, { moment }) => ({
			line: `名單${lineBreakOpportunity}已於 ${moment(closedAtMs)} 過期`,
			remedy: "請連上網絡更新名單，再掃一次",
		}),
	},
	wrongDay: {
		short: "日期不對",
		format: ({ fromMs, untilMs }, { nowMs, day }) =>
			untilMs < nowMs
				? { line: `這張票是 ${lineBreakOpportunity}${day(fromMs)}的，已經過期`, remedy: "請重新預約" }
				: { line: `這張票是 ${lineBreakOpportunity}${day(fromMs)}的`, remedy: `請 ${day(fromMs)}再來` },
	},
	revoked: {
		short: "已作廢",
		format: (refusal) =>
			refusal.of === "window"
				? { line: "本窗口已被工會停用", remedy: elsewhere }
				: {
						line: `這個換票碼${lineBreakOpportunity}已被工會作廢`,
						remedy: refusal.leastIssue === null ? callSupervisor : `請打開最新的換票碼${lineBreakOpportunity}再掃一次`,
					},
	},
	notInAllocation: {
		short: "名單裏沒有",
		format: () => ({
			line: `名單裏${lineBreakOpportunity}沒有這張票`,
			remedy: "請核對預約；剛預約的，聯網更新後再掃",
		}),
	},
	superseded: {
		short: "已換新碼",
		format: () => ({
			line: `這張票已換發${lineBreakOpportunity}新的換票碼`,
			remedy: `請打開最新的換票碼${lineBreakOpportunity}再掃一次`,
		}),
	},
	cancelled: { short: "已取消", format: () => ({ line: "這次預約已經取消", remedy: "想參加的話，請重新預約" }) },
	blocked: { short: "已停用", format: () => ({ line: "這張票已被工會停用", remedy: callSupervisor }) },
	rotationRequired: {
		short: "需動態碼",
		format: ({ why }) =>
			why === "noDayKey"
				? {
						line: `本窗口還沒有${lineBreakOpportunity}今天的動態密鑰，驗不了這張票`,
						remedy: "請連上網絡更新，或到其他窗口辦理",
					}
				: {
						line: `這張票要用${lineBreakOpportunity}動態換票碼，截圖無效`,
						remedy: `請在手機上打開${lineBreakOpportunity}換票碼頁面再掃`,
					},
	},
	codeForged: {
		short: "動態碼不符",
		format: () => ({
			line: `這個動態碼${lineBreakOpportunity}不是換票碼頁面${lineBreakOpportunity}生成的`,
			remedy: callSupervisor,
		}),
	},
	codeConsumed: {
		short: "碼已用過",
		format: () => ({
			line: `這個動態碼${lineBreakOpportunity}剛才已經用過`,
			remedy: `請等手機上換出新碼${lineBreakOpportunity}（不超過 15 秒）${lineBreakOpportunity}再掃`,
		}),
	},
	codeTooOld: {
		short: "碼已過時",
		format: ({ skewSeconds }) => ({
			line: `這個動態碼${lineBreakOpportunity}是 ${-skewSeconds} 秒前的，可能是截圖`,
			remedy: `請打開換票碼頁面${lineBreakOpportunity}再掃；還不行，請核對手機時間`,
		}),
	},
	codeFromFuture: {
		short: "時間不符",
		format: ({ skewSeconds }) => ({
			line: `手機的時間${lineBreakOpportunity}比本窗口快 ${skewSeconds} 秒`,
			remedy: `請核對手機和${lineBreakOpportunity}本窗口的時間，再掃一次`,
		}),
	},
	shortNumberMalformed: {
		short: "短號有誤",
		format: ({ why }) => ({
			line: why === "checkDigit" ? "短號有一位輸錯了" : "短號應是 11 位數字",
			remedy: "請核對後重新輸入",
		}),
	},
	shortNumberUnknown: {
		short: "短號不符",
		format: ({ triesLeft }) => ({
			line: `短號和${lineBreakOpportunity}卡號後四位對不上`,
			remedy:
				triesLeft > 0 ? `請核對後重新輸入，${lineBreakOpportunity}還可以試 ${triesLeft} 次` : "短號已鎖住，請掃換票碼",
		}),
	},
	shortNumbersLocked: {
		short: "短號已鎖",
		format: ({ untilMs }, { moment }) => ({
			line: "短號多次對不上，已經鎖住",
			remedy: `請 ${moment(ceilToMinute(untilMs))} 後再試，或掃換票碼`,
		}),
	},
	shortNumbersOff: {
		short: "短號停用",
		format: ({ why }) =>
			why === "policy"
				? { line: "今天不能用短號入場", remedy: `請掃手機上${lineBreakOpportunity}或紙上的換票碼` }
				: { line: `本窗口還沒有${lineBreakOpportunity}取到短號名單`, remedy: "請連上網絡更新，或掃換票碼" },
	},
	alreadyRedeemed: {
		short: "已核銷",
		format: ({ persons, atMs, label, here }, { moment }) => ({
			line: `已於 ${lineBreakOpportunity}${moment(atMs)} ${lineBreakOpportunity}在${here ? "本窗口" : ` ${label} `}${lineBreakOpportunity}核銷 ${persons} 人`,
			remedy: "名額已用完，家人可能已先入場",
		}),
	},
	tooEarly: {
		short: "未到時間",
		format: ({ fromMs, startsAtMs }, { moment, entry }) =>
			seatingZhHant.tooEarly[entry](moment(startsAtMs), moment(fromMs)),
	},
	tooLate: {
		short: "已過時間",
		format: ({ untilMs, startsAtMs }, { moment, entry }) =>
			seatingZhHant.tooLate[entry](moment(startsAtMs), moment(untilMs)),
	},
	remainderSmaller: {
		short: "人數超出",
		format: ({ remaining, asked }) => ({
			line: `這張票只剩 ${remaining} 人，放不了 ${asked} 人`,
			remedy: `請再掃一次，選 ${remaining} 人`,
		}),
	},
	sessionFull: {
		short: "本場已滿",
		format: ({ capacity, left }, { entry }) =>
			left > 0
				? { line: seatingZhHant.fewLeft[entry](left), remedy: `請再掃一次，選 ${left} 人以內` }
				: seatingZhHant.full[entry](capacity),
	},
	standingUncertain: {
		short: "記錄讀不出",
		format: () => ({
			line: `這張票有一條記錄讀不出，${lineBreakOpportunity}可能有人已經入場`,
			remedy: "請值班主管核實誰已入場",
		}),
	},
	clockUnsure: {
		short: "時間待確認",
		format: () => ({
			line: `這台機器的時間${lineBreakOpportunity}還沒有確認，不能放行`,
			remedy: "請值班主管先確認時間",
		}),
	},
	offerGone: { short: "已過時", format: () => ({ line: "這次掃碼已經過時，沒有放行", remedy: "請把換票碼再掃一次" }) },
	overridesSpent: {
		short: "特批已用完",
		format: ({ most }) => ({
			line: `這一班的特批${lineBreakOpportunity}已滿 ${most} 次`,
			remedy: `請值班主管${lineBreakOpportunity}交接班後再辦，或聯繫工會`,
		}),
	},
	restored: {
		short: "磁盤是舊的",
		format: () => ({
			line: `本機磁盤是舊的，${lineBreakOpportunity}缺少中心已有的流水`,
			remedy: "請勿放行，請到其他窗口辦理；聯網後會自動取回，一直不好請通知管理員",
		}),
	},
	notRecorded: {
		short: "未能記錄",
		format: ({ why }) => ({
			line: why === "diskFull" ? "磁盤已滿，記不下這一筆" : "磁盤出錯，記不下這一筆",
			remedy: elsewhere,
		}),
	},
} satisfies RefusalWords;
