import type { NetworkTrouble } from "../../../core/contract/network.ts";
import type { MissingDocument } from "../../../core/trust/freshness.ts";

type MessageLines = { readonly line: string; readonly remedy: string };

/** Why the hub is out of reach, and who mends it: read on enrolment, in set-up and in the header. */
export const networkZhCN = {
	causes: {
		unreachable: { line: "连不上中心", remedy: "请检查网线或无线网络" },
		noNetwork: { line: "这台机器没有连上网络", remedy: "请插好网线，或连上无线网络" },
		nameUnknown: { line: "找不到中心的网址", remedy: "请管理员检查网址写得对不对、网络的 DNS 通不通" },
		connectionRefused: { line: "网络是通的，但中心没有开", remedy: "请管理员启动中心的服务，或检查地址和端口" },
		proxyUnreachable: { line: "连不上网络代理", remedy: "请管理员检查本机系统设置里的代理" },
		proxyPassword: { line: "网络代理要求密码", remedy: "请管理员让代理免密放行中心的地址" },
		proxyRefused: { line: "网络代理不让连中心", remedy: "请管理员在代理上放行中心的地址" },
		certificateUntrusted: { line: "中心的证书不受本机信任", remedy: "请管理员把单位的根证书装进本机系统" },
		certificateExpired: { line: "中心的证书过期了，或本机时间不对", remedy: "请先核对本机日期，再请管理员更换证书" },
		certificateName: { line: "中心的证书写的是另一个网址", remedy: "请管理员检查网址和证书" },
		redirected: { line: "网络把请求转到了别处", remedy: "网络可能要先登录；或者中心的网址改了，例如要用 https" },
		webPage: { line: "回应的是网页，不是中心", remedy: "网络可能要先登录；或者网址不是中心的" },
		slow: { line: "中心回应太慢", remedy: "请稍等再试；一直这样，请检查网络" },
	} satisfies Record<NetworkTrouble | "slow", MessageLines>,
	/** Beside the lines not yet sent, where the clerk need do nothing. */
	calm: {
		noNetwork: "没有网络，照常核销",
		connectionRefused: "中心没有开，照常核销",
	},
	/** What has not arrived, in place of the age of the list. */
	behind: {
		timestamp: "名单还没有重新核对",
		revocations: "新的作废名单还没有收到",
		roster: "新的窗口名册还没有收到",
		allocation: "新名单还没有收全",
	} satisfies Record<MissingDocument, string>,
	/** The section of set-up. */
	address: {
		lead: "中心搬了新网址时在这里改。改之前会核对：新网址上必须是原来的那个中心。",
		now: "现在用的地址",
		field: "新的地址",
		check: "核对并改用",
		checking: "正在核对……",
		changed: "已改用新地址",
		notChanged: {
			notAnAddress: "这不是网址，请从 http:// 或 https:// 写起",
			otherHub: "那里不是本窗口登记的中心，没有改",
			rubbish: "那里的回应看不懂，没有改",
			notRecorded: "没有记下来，所以没有改",
		},
	},
};

export type NetworkWords = typeof networkZhCN;
