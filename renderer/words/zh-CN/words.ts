import type {
	ClockDoubt,
	EnrolmentOutcome,
	HubTrouble,
	ShortNumberAvailability,
} from "../../../core/contract/contract.ts";
import type { NetworkTrouble } from "../../../core/contract/network.ts";
import type { CameraState } from "../../kiosk/scan/camera-session.ts";
import type { Trouble } from "../trouble.ts";
import { keysZhCN } from "./counter-keys.ts";
import { panelsZhCN } from "./counter-panels.ts";
import { statusZhCN } from "./counter-status.ts";
import { networkZhCN } from "./network.ts";
import { refusalsZhCN } from "./refusals.ts";
import { scanTestZhCN } from "./scan-test.ts";
import { seatingZhCN } from "./seating.ts";
import { selfServiceZhCN } from "./self-service.ts";
import { memberRefusalsZhCN } from "./self-service-refusals.ts";
import { setupZhCN } from "./setup.ts";
import { staffZhCN } from "./staff.ts";
import { ticketZhCN } from "./ticket.ts";

export type EnrolmentFailure = Extract<EnrolmentOutcome, { kind: "failed" }>["why"];
export type AllocationTrouble = "untrusted" | "unfit" | "foreign" | "notSealed" | "keyringShut";
type TroubleLines = { readonly title: string; readonly line: string; readonly remedy: string };
type MessageLines = { readonly line: string; readonly remedy: string };

export const zhCN = {
	name: "简体中文",
	product: "牌楼 · 节日换票",
	header: {
		online: "在线",
		offline: "离线",
		offlineCalm: "断网也能照常核销",
		hub: {
			rubbish: "中心的回应看不懂",
			refused: "中心不认本窗口，请通知管理员",
			outOfStep: "流水与中心对不上，请通知管理员",
			internal: "本机出错，暂不能同步；可照常核销，请通知管理员",
		} satisfies Record<Exclude<HubTrouble, NetworkTrouble | "slow">, string>,
		allSent: "流水已全部上传",
		unsent: (lines: number) => `${lines} 条待上传`,
		allocation: (time: string, age: string) => `名单 ${time} 更新（${age}）`,
		stale: (age: string) => `名单未核对，上次 ${age}`,
		neverChecked: "名单从未核对",
		noAllocation: "还没有今天的名单",
		allocationTrouble: {
			untrusted: "新名单签名不对，没有采用",
			unfit: "新名单不完整，没有采用",
			foreign: "新名单是其他场馆的，没有采用",
			notSealed: "新名单还没有为本窗口加封，稍后自动再取",
			keyringShut: "本机密钥环已锁，新名单打不开，请通知管理员",
		} satisfies Record<AllocationTrouble, string>,
		justNow: "刚刚",
		minutesAgo: (minutes: number) => `${minutes} 分钟前`,
		hoursAgo: (hours: number) => `${hours} 小时前`,
		clockBehind: (by: string) => `本机时间比中心慢 ${by}，请通知管理员`,
		clockAhead: (by: string) => `本机时间比中心快 ${by}，请通知管理员`,
		clockDoubt: {
			hubDiffers: (by: string, isAhead: boolean) => `中心时间${isAhead ? "快" : "慢"} ${by}，未采用，请主管核对`,
			movedByHub: (by: string, isAhead: boolean) => `本机时间已按中心调${isAhead ? "快" : "慢"} ${by}，请主管核对`,
			phonesDiffer: (by: string, isAhead: boolean) => `多部手机比本机${isAhead ? "快" : "慢"} ${by}，请主管核对时间`,
			machineDiffers: (by: string, isAhead: boolean) => `系统时间比本机记的${isAhead ? "快" : "慢"} ${by}，请主管核对`,
		} satisfies Record<ClockDoubt["kind"], (by: string, isAhead: boolean) => string>,
		span: (minutes: number) =>
			minutes < 120
				? `${minutes} 分钟`
				: minutes < 2880
					? `${Math.round(minutes / 60)} 小时`
					: `${Math.round(minutes / 1440)} 天`,
		keysPlain: "密钥未加密",
		keysPlainWhy: "本机没有系统密钥环，签名密钥明文存放在磁盘上",
	},
	counter: {
		present: "请出示换票码",
		aim: "对准方框，或用扫码枪扫一下",
		wedgeOnly: "请用扫码枪扫换票码",
		checking: "正在核对……",
		refreshing: "请稍候",
		admitted: "请入场",
		persons: (persons: number) => `${persons} 人`,
		personsUnit: (_persons: number) => "人",
		remaining: (persons: number) => `剩余 ${persons} 人`,
		remainingNone: "全员已入场",
		place: (place: number) => `${place} 区`,
		offered: "可以入场",
		howMany: "这次进几位？",
		ofParty: (party: number, remaining: number) =>
			party === remaining ? `同行共 ${party} 人` : `同行共 ${party} 人，还剩 ${remaining} 人`,
		stayBehind: (persons: number) => `其余 ${persons} 人稍后再来`,
		card: "卡号后四位",
		admitKey: (persons: number) => `放行 ${persons} 人`,
		recording: "正在记录……",
		dismissKey: "不放行",
		chooseKey: "选人数",
		refused: "不能入场",
		queued: (scans: number) => `后面还有 ${scans} 个码在等`,
		nextKey: "看下一个",
		troubleWord: "请稍等",
		unanswered: { line: "这次没有得到回应，不能确定是否放行", remedy: "请看右边记录里有没有这一笔，再扫一次" },
		interrupted: { line: "画面刚才断了一下，记录没有丢", remedy: "请看右边有没有最后那一笔，没有就再扫一次" },
		failed: { line: "这次没有核对成功，没有放行", remedy: "请再扫一次；还是不行，请重开本程序" },
		notFor: (session: string) => `场次：${session}`,
	},
	number: {
		hint: "手机没电？输入短号",
		title: "输入短号",
		lead: "短号在预约通知里，共 11 位",
		digits: "短号",
		card: "会员卡号后四位",
		ask: "核对",
		tries: (tries: number) => `还可以试 ${tries} 次`,
		locked: (time: string) => ({ line: `短号锁到 ${time}`, remedy: "多次对不上；扫换票码照常可用" }),
		off: {
			policy: { line: "今天不能用短号入场", remedy: "请扫手机或纸上的换票码" },
			noIndex: { line: "本窗口还没有取到短号名单", remedy: "请连上网络更新，或扫换票码" },
			noAllocation: { line: "本窗口还没有今天的名单", remedy: "请连上网络取名单，或到其他窗口办理" },
		} satisfies Record<Extract<ShortNumberAvailability, { kind: "off" }>["why"], MessageLines>,
	},
	side: {
		allocated: "配额",
		admitted: "本窗口入场",
		expected: "别处或未到",
		starts: (time: string) => `${time} 开始`,
		others: "今天的其他场次（本窗口入场 / 配额）",
		noSessions: "今天没有场次",
		noSessionsWhy: "取到当天的名单后，场次会出现在这里。",
		recent: "最近扫码",
		noRecent: "还没有人来，准备好了。",
		admittedOutcome: (persons: number) => `入场 ${persons} 人`,
		unknownRefusal: "未放行",
		line: (line: number) => `第 ${line} 条`,
	},
	focusLost: "别的窗口占用了键盘，正在收回；扫码枪没有反应时，请点一下屏幕",
	keys: keysZhCN,
	camera: {
		starting: { line: "正在打开摄像头", remedy: "扫码枪现在就能用" },
		absent: { line: "没有找到摄像头", remedy: "请插好摄像头，插上会自动打开；扫码枪照常可用" },
		denied: { line: "摄像头没有获得允许", remedy: "请在系统设置里允许本程序使用摄像头；扫码枪照常可用" },
		unplugged: { line: "摄像头断开了", remedy: "请检查连线，接好会自动恢复；扫码枪照常可用" },
		stalled: { line: "摄像头没有画面", remedy: "请检查连线，或拔下再插上，好了会自动恢复；扫码枪照常可用" },
		failed: { line: "摄像头打不开，可能被别的程序占用", remedy: "请关闭占用它的程序，会自动重试；扫码枪照常可用" },
	} satisfies Record<Exclude<CameraState, "on">, MessageLines>,
	enrol: {
		title: "把这台设备登记为窗口",
		lead: "登记之后，它就能在断网时独自换票。",
		label: "登记码",
		placeholder: "ABCD-23456789.…@https://…",
		scan: "把登记二维码对准摄像头，或用扫码枪扫一下",
		or: "也可以在这里输入",
		submit: "登记",
		busy: "正在登记……",
		how: "登记码怎么来：请工会或场馆的管理员在中心为这个窗口生成一个，只能用一次。",
		done: "登记成功",
		/** After the cause of a hub that was not reached. */
		codeKept: "登记码没有被用掉。",
		failures: {
			notACode: { line: "这不是登记码", remedy: "请把整串登记码输完整，从前四位一直到网址。" },
			codeRefused: { line: "中心不接受这个登记码", remedy: "它可能已经用过或过期，请管理员重新生成一个。" },
			untrustedHub: { line: "对方不是登记码所说的中心", remedy: "请不要继续，把这件事告诉管理员。" },
			rubbish: { line: "中心的回应看不懂", remedy: "请管理员检查网址和中心的版本，再试一次。" },
			keyringMissing: {
				line: "这台机器没有可用的系统密钥环",
				remedy: "请装好并解开密钥环，本程序会自动重开；登记码没有被用掉。",
			},
			alreadyEnrolled: { line: "这台设备已经登记过了", remedy: "请重开本程序。" },
		} satisfies Record<Exclude<EnrolmentFailure, NetworkTrouble | "slow">, MessageLines>,
		failed: { line: "登记没有完成", remedy: "本程序没有回应，请再试一次；还是不行，请重开本程序。" },
	},
	clock: {
		title: "这台机器的时间对吗？",
		whyLine: (moment: string) => `本机时间比最后一条记录（${moment}）还早，其中必有一个不对。`,
		whyNever: "本机时间早于本程序写成的时候，不可能对。",
		untilThen: "值班主管确认之前，本窗口不放行。",
		year: "年",
		month: "月",
		day: "日",
		hour: "时",
		minute: "分",
		choose: "选哪一格",
		change: "改大、改小",
		confirm: "时间对，开始工作",
		confirming: "正在确认……",
		refused: { line: "这个时间不可能对", remedy: "请对着手机或挂钟再核对一遍。" },
	},
	trouble: {
		databaseFromFuture: {
			title: "数据来自更新的版本",
			line: "这台设备的数据是由更新版本的本程序写下的，旧版不敢动它。",
			remedy: "请安装最新版本再打开；数据都在，没有丢。",
		},
		databaseDamaged: {
			title: "数据文件损坏",
			line: "记录核销的数据文件读不出来，本窗口先停用。",
			remedy: "请到其他窗口办理，并通知管理员；请不要删除任何文件。",
		},
		storeLocked: {
			title: "数据正被别的程序占用",
			line: "备份或杀毒软件正在使用本窗口的数据，或者本程序开了两次。",
			remedy: "不用重开：用完就会自动恢复。一直这样，请关掉占用它的程序。",
		},
		diskFull: {
			title: "磁盘已满",
			line: "没有空间记录核销，所以不能放行。",
			remedy: "请清出空间；有了空间会自动恢复，此前的记录都在。",
		},
		diskReadOnly: {
			title: "磁盘不能写入",
			line: "数据所在的磁盘只能读、不能写，所以不能放行。",
			remedy: "请管理员检查磁盘和权限；能写了会自动恢复。",
		},
		diskFailed: {
			title: "磁盘读写出错",
			line: "数据所在的磁盘读写出错，所以不能放行。",
			remedy: "请管理员检查磁盘和连线；好了会自动恢复，一直这样请到其他窗口办理。",
		},
		identityMissing: {
			title: "找不到本窗口的身份",
			line: "签名用的密钥不见了或读不出来，本窗口不能再记录核销。",
			remedy: "请管理员在中心停用本窗口，再重新登记。",
		},
		keyringMissing: {
			title: "系统密钥环没有打开",
			line: "本窗口的签名密钥存放在系统密钥环里，现在取不出来。",
			remedy: "请用平时的系统账号解开密钥环；解开后本程序会自动重开，记录都在。",
		},
		crashing: {
			title: "画面接连中断",
			line: "本窗口的画面几次没能打开，稍后会自动再开。",
			remedy: "请稍等，记录都在；一直这样，请通知管理员。",
		},
		unanswering: {
			title: "本程序没有回应",
			line: "后台停了，正在每隔几秒再试一次。",
			remedy: "半分钟后还是这样，请重开本程序；已记录的核销都在。",
		},
		unknown: { title: "出了意外", line: "本窗口暂时不能工作。", remedy: "请重开本程序；还是这样，请通知管理员。" },
	} satisfies Record<Trouble, TroubleLines>,
	pass: {
		title: "换票码",
		party: (persons: number) => `同行 ${persons} 人`,
		partyHint: "可以分批入场，本人不到也可以",
		when: "场次",
		where: "地点",
		admitSpan: (from: string, until: string) => `${from} 至 ${until}`,
		showIt: "到窗口或自助机前出示，屏幕调亮",
		rotates: "每 15 秒换一个新码，截图和打印件无效",
		clockFast: (span: string) => `这部手机的时间快了 ${span}，换票码已按正确的时间生成。`,
		clockSlow: (span: string) => `这部手机的时间慢了 ${span}，换票码已按正确的时间生成。`,
		loading: "正在取换票码……",
		offline: (time: string) => `现在没有网络。这是 ${time} 保存的换票码，仍可出示。`,
		cancelled: { line: "这次预约已经取消", remedy: "想参加的话，请重新预约。" },
		blocked: { line: "这张票已被工会停用", remedy: "请联系工会，或到服务台询问。" },
		revoked: { line: "这张票已被工会收回", remedy: "请联系工会，或到服务台询问。" },
		notFound: { line: "没有找到这张换票码", remedy: "请从“职工节日服务”重新打开链接。" },
		unreachable: { line: "现在连不上网络", remedy: "连上网络后，这里会自动出现换票码。" },
		language: "语言",
	},
	seating: seatingZhCN,
	network: networkZhCN,
	refusals: refusalsZhCN,
	staff: staffZhCN,
	panels: panelsZhCN,
	watch: statusZhCN,
	ticket: ticketZhCN,
	scanTest: scanTestZhCN,
	setup: setupZhCN,
	memberRefusals: memberRefusalsZhCN,
	selfService: selfServiceZhCN,
};

export type Words = typeof zhCN;
