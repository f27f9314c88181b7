import type { ScanTestLine } from "../../kiosk/scan/scan-test.ts";

/** What set-up says of a code scanned to test the scanner. */
export const scanTestZhCN = {
	what: { voucher: "读对了，是换票码", enrolment: "读对了，是登记码", other: "读到了，但不是换票码" },
	serial: (characters: number) => `从串口读到 ${characters} 个字符`,
	pace: (characters: number, seconds: string, gapMs: number) =>
		`${characters} 个字符，用了 ${seconds} 秒，平均隔 ${gapMs} 毫秒一个`,
	ends: {
		Enter: "码后面发了回车",
		Tab: "码后面发了 Tab",
		LF: "码后面发了换行",
		none: "码后面什么也没发；设成发回车会更快",
	},
	prefix: { sent: "有前缀，码不会被当成按键", none: "没有前缀，建议设一个" },
	prefixSeen: (prefix: string) => `码前面多了 ${prefix}；如果这是扫码枪的前缀，请填到下面`,
	added: (added: string) => `扫码枪还多发了 ${added}，已略去；请在扫码枪上关掉 AIM 标识、条码类型标识和 ECI`,
	recased: "扫码枪或大写锁定改了字母的大小写，已读对；请把扫码枪设成“不转换大小写”",
	byPlace: "键盘布局或大写锁定与扫码枪不同，已按键位读对",
} satisfies Record<Exclude<ScanTestLine["kind"], "end">, unknown> & { readonly ends: Record<string, string> };

export type ScanTestWords = typeof scanTestZhCN;
