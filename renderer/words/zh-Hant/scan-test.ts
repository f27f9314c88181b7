import type { ScanTestWords } from "../zh-CN/scan-test.ts";

export const scanTestZhHant = {
	what: { voucher: "讀對了，是換票碼", enrolment: "讀對了，是登記碼", other: "讀到了，但不是換票碼" },
	serial: (characters) => `從串口讀到 ${characters} 個字元`,
	pace: (characters, seconds, gapMs) => `${characters} 個字元，用了 ${seconds} 秒，平均隔 ${gapMs} 毫秒一個`,
	ends: {
		Enter: "碼後面發了 Enter",
		Tab: "碼後面發了 Tab",
		LF: "碼後面發了換行",
		none: "碼後面甚麼也沒發；設成發 Enter 會更快",
	},
	prefix: { sent: "有前綴，碼不會被當成按鍵", none: "沒有前綴，建議設一個" },
	prefixSeen: (prefix) => `碼前面多了 ${prefix}；如果這是掃碼槍的前綴，請填到下面`,
	added: (added) => `掃碼槍還多發了 ${added}，已略去；請在掃碼槍上關掉 AIM 標識、條碼類型標識和 ECI`,
	recased: "掃碼槍或大寫鎖定改了字母的大小寫，已讀對；請把掃碼槍設成「不轉換大小寫」",
	byPlace: "鍵盤佈局或大寫鎖定與掃碼槍不同，已按鍵位讀對",
} satisfies ScanTestWords;
