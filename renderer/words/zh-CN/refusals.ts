import { lineBreakOpportunity, type RefusalWords } from "../refusal-words.ts";
import { ceilToMinute } from "../time-format.ts";
import { seatingZhCN } from "./seating.ts";

const callSupervisor = "请勿放行，请值班主管来处理";
const elsewhere = "请勿放行，请到其他窗口办理，并通知管理员";

export const refusalsZhCN: RefusalWords = {
	malformed: {
		short: "不是换票码",
		format: ({ why }) =>
			why === "length" || why === "encoding" || why === "fields"
				? { line: "换票码没有读完整", remedy: "请把屏幕调亮，拿稳再扫一次" }
				: { line: "这不是换票码", remedy: `请打开“换票码”页面${lineBreakOpportunity}再扫一次` },
	},
	unknownVersion: {
		short: "版本不识",
		format: () => ({ line: "这是新版换票码，本窗口还不认识", remedy: "请到其他窗口办理，并通知管理员升级" }),
	},
	forged: {
		short: "非工会签发",
		format: () => ({ line: `这个码不是${lineBreakOpportunity}工会签发的`, remedy: callSupervisor }),
	},
	wrongVenue: {
		short: "其他场馆",
		format: ({ title }, context) =>
			title === null
				? { line: "这张票是其他场馆的", remedy: `请看换票码上的${lineBreakOpportunity}场馆名称` }
				: {
						line: `这张票是${lineBreakOpportunity}${context.title(title)}的`,
						remedy: `请前往${lineBreakOpportunity}${context.title(title)}`,
					},
	},
	noAllocation: {
		short: "没有名单",
		format: () => ({
			line: `本窗口还没有${lineBreakOpportunity}今天的名单`,
			remedy: "请连上网络取名单，或到其他窗口办理",
		}),
	},
	allocationExpired: {
		short: "名单过期",
		format: ({ closedAtMs }, { moment }) => ({
			line: `名单${lineBreakOpportunity}已于 ${moment(closedAtMs)} 过期`,
			remedy: "请连上网络更新名单，再扫一次",
		}),
	},
	wrongDay: {
		short: "日期不对",
		format: ({ fromMs, untilMs }, { nowMs, day }) =>
			untilMs < nowMs
				? { line: `这张票是 ${lineBreakOpportunity}${day(fromMs)}的，已经过期`, remedy: "请重新预约" }
				: { line: `这张票是 ${lineBreakOpportunity}${day(fromMs)}的`, remedy: `请 ${day(fromMs)}再来` },
	},
	revoked: {
		short: "已作废",
		format: (refusal) =>
			refusal.of === "window"
				? { line: "本窗口已被工会停用", remedy: elsewhere }
				: {
						line: `这个换票码${lineBreakOpportunity}已被工会作废`,
						remedy: refusal.leastIssue === null ? callSupervisor : `请打开最新的换票码${lineBreakOpportunity}再扫一次`,
					},
	},
	notInAllocation: {
		short: "名单里没有",
		format: () => ({
			line: `名单里${lineBreakOpportunity}没有这张票`,
			remedy: "请核对预约；刚预约的，联网更新后再扫",
		}),
	},
	superseded: {
		short: "已换新码",
		format: () => ({
			line: `这张票已换发${lineBreakOpportunity}新的换票码`,
			remedy: `请打开最新的换票码${lineBreakOpportunity}再扫一次`,
		}),
	},
	cancelled: { short: "已取消", format: () => ({ line: "这次预约已经取消", remedy: "想参加的话，请重新预约" }) },
	blocked: { short: "已停用", format: () => ({ line: "这张票已被工会停用", remedy: callSupervisor }) },
	rotationRequired: {
		short: "需动态码",
		format: ({ why }) =>
			why === "noDayKey"
				? {
						line: `本窗口还没有${lineBreakOpportunity}今天的动态密钥，验不了这张票`,
						remedy: "请连上网络更新，或到其他窗口办理",
					}
				: {
						line: `这张票要用${lineBreakOpportunity}动态换票码，截图无效`,
						remedy: `请在手机上打开${lineBreakOpportunity}换票码页面再扫`,
					},
	},
	codeForged: {
		short: "动态码不符",
		format: () => ({
			line: `这个动态码${lineBreakOpportunity}不是换票码页面${lineBreakOpportunity}生成的`,
			remedy: callSupervisor,
		}),
	},
	codeConsumed: {
		short: "码已用过",
		format: () => ({
			line: `这个动态码${lineBreakOpportunity}刚才已经用过`,
			remedy: `请等手机上换出新码${lineBreakOpportunity}（不超过 15 秒）${lineBreakOpportunity}再扫`,
		}),
	},
	codeTooOld: {
		short: "码已过时",
		format: ({ skewSeconds }) => ({
			line: `这个动态码${lineBreakOpportunity}是 ${-skewSeconds} 秒前的，可能是截图`,
			remedy: `请打开换票码页面${lineBreakOpportunity}再扫；还不行，请核对手机时间`,
		}),
	},
	codeFromFuture: {
		short: "时间不符",
		format: ({ skewSeconds }) => ({
			line: `手机的时间${lineBreakOpportunity}比本窗口快 ${skewSeconds} 秒`,
			remedy: `请核对手机和${lineBreakOpportunity}本窗口的时间，再扫一次`,
		}),
	},
	shortNumberMalformed: {
		short: "短号有误",
		format: ({ why }) => ({
			line: why === "checkDigit" ? "短号有一位输错了" : "短号应是 11 位数字",
			remedy: "请核对后重新输入",
		}),
	},
	shortNumberUnknown: {
		short: "短号不符",
		format: ({ triesLeft }) => ({
			line: `短号和${lineBreakOpportunity}卡号后四位对不上`,
			remedy:
				triesLeft > 0 ? `请核对后重新输入，${lineBreakOpportunity}还可以试 ${triesLeft} 次` : "短号已锁住，请扫换票码",
		}),
	},
	shortNumbersLocked: {
		short: "短号已锁",
		format: ({ untilMs }, { moment }) => ({
			line: "短号多次对不上，已经锁住",
			remedy: `请 ${moment(ceilToMinute(untilMs))} 后再试，或扫换票码`,
		}),
	},
	shortNumbersOff: {
		short: "短号停用",
		format: ({ why }) =>
			why === "policy"
				? { line: "今天不能用短号入场", remedy: `请扫手机上${lineBreakOpportunity}或纸上的换票码` }
				: { line: `本窗口还没有${lineBreakOpportunity}取到短号名单`, remedy: "请连上网络更新，或扫换票码" },
	},
	alreadyRedeemed: {
		short: "已核销",
		format: ({ persons, atMs, label, here }, { moment }) => ({
			line: `已于 ${lineBreakOpportunity}${moment(atMs)} ${lineBreakOpportunity}在${here ? "本窗口" : ` ${label} `}${lineBreakOpportunity}核销 ${persons} 人`,
			remedy: "名额已用完，家人可能已先入场",
		}),
	},
	tooEarly: {
		short: "未到时间",
		format: ({ fromMs, startsAtMs }, { moment, entry }) =>
			seatingZhCN.tooEarly[entry](moment(startsAtMs), moment(fromMs)),
	},
	tooLate: {
		short: "已过时间",
		format: ({ untilMs, startsAtMs }, { moment, entry }) =>
			seatingZhCN.tooLate[entry](moment(startsAtMs), moment(untilMs)),
	},
	remainderSmaller: {
		short: "人数超出",
		format: ({ remaining, asked }) => ({
			line: `这张票只剩 ${remaining} 人，放不了 ${asked} 人`,
			remedy: `请再扫一次，选 ${remaining} 人`,
		}),
	},
	sessionFull: {
		short: "本场已满",
		format: ({ capacity, left }, { entry }) =>
			left > 0
				? { line: seatingZhCN.fewLeft[entry](left), remedy: `请再扫一次，选 ${left} 人以内` }
				: seatingZhCN.full[entry](capacity),
	},
	standingUncertain: {
		short: "记录读不出",
		format: () => ({
			line: `这张票有一条记录读不出，${lineBreakOpportunity}可能有人已经入场`,
			remedy: "请值班主管核实谁已入场",
		}),
	},
	clockUnsure: {
		short: "时间待确认",
		format: () => ({
			line: `这台机器的时间${lineBreakOpportunity}还没有确认，不能放行`,
			remedy: "请值班主管先确认时间",
		}),
	},
	offerGone: { short: "已过时", format: () => ({ line: "这次扫码已经过时，没有放行", remedy: "请把换票码再扫一次" }) },
	overridesSpent: {
		short: "特批已用完",
		format: ({ most }) => ({
			line: `这一班的特批${lineBreakOpportunity}已满 ${most} 次`,
			remedy: `请值班主管${lineBreakOpportunity}交接班后再办，或联系工会`,
		}),
	},
	restored: {
		short: "磁盘是旧的",
		format: () => ({
			line: `本机磁盘是旧的，${lineBreakOpportunity}缺少中心已有的流水`,
			remedy: "请勿放行，请到其他窗口办理；联网后会自动取回，一直不好请通知管理员",
		}),
	},
	notRecorded: {
		short: "未能记录",
		format: ({ why }) => ({
			line: why === "diskFull" ? "磁盘已满，记不下这一笔" : "磁盘出错，记不下这一笔",
			remedy: elsewhere,
		}),
	},
};
