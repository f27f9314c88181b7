import type { NetworkWords } from "../zh-CN/network.ts";

/** Why the hub is out of reach, and who mends it: read on enrolment, in set-up and in the header. */
export const networkZhHant: NetworkWords = {
	causes: {
		unreachable: { line: "連不上中心", remedy: "請檢查網線或無線網絡" },
		noNetwork: { line: "這台機器沒有連上網絡", remedy: "請插好網線，或連上無線網絡" },
		nameUnknown: { line: "找不到中心的網址", remedy: "請管理員檢查網址寫得對不對、網絡的 DNS 通不通" },
		connectionRefused: { line: "網絡是通的，但中心沒有開", remedy: "請管理員啟動中心的服務，或檢查地址和端口" },
		proxyUnreachable: { line: "連不上網絡代理", remedy: "請管理員檢查本機系統設定裏的代理" },
		proxyPassword: { line: "網絡代理要求密碼", remedy: "請管理員讓代理免密放行中心的地址" },
		proxyRefused: { line: "網絡代理不讓連中心", remedy: "請管理員在代理上放行中心的地址" },
		certificateUntrusted: { line: "中心的證書不受本機信任", remedy: "請管理員把單位的根證書裝進本機系統" },
		certificateExpired: { line: "中心的證書過期了，或本機時間不對", remedy: "請先核對本機日期，再請管理員更換證書" },
		certificateName: { line: "中心的證書寫的是另一個網址", remedy: "請管理員檢查網址和證書" },
		redirected: { line: "網絡把請求轉到了別處", remedy: "網絡可能要先登入；或者中心的網址改了，例如要用 https" },
		webPage: { line: "回應的是網頁，不是中心", remedy: "網絡可能要先登入；或者網址不是中心的" },
		slow: { line: "中心回應太慢", remedy: "請稍等再試；一直這樣，請檢查網絡" },
	},
	/** Beside the lines not yet sent, where the clerk need do nothing. */
	calm: {
		noNetwork: "沒有網絡，照常核銷",
		connectionRefused: "中心沒有開，照常核銷",
	},
	behind: {
		timestamp: "名單還沒有重新核對",
		revocations: "新的作廢名單還沒有收到",
		roster: "新的窗口名冊還沒有收到",
		allocation: "新名單還沒有收全",
	},
	/** The section of set-up. */
	address: {
		lead: "中心搬了新網址時在這裏改。改之前會核對：新網址上必須是原來的那個中心。",
		now: "現在用的地址",
		field: "新的地址",
		check: "核對並改用",
		checking: "正在核對……",
		changed: "已改用新地址",
		notChanged: {
			notAnAddress: "這不是網址，請從 http:// 或 https:// 寫起",
			otherHub: "那裏不是本窗口登記的中心，沒有改",
			rubbish: "那裏的回應看不懂，沒有改",
			notRecorded: "沒有記下來，所以沒有改",
		},
	},
};
