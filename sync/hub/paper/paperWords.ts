/** The words on the paper list, which clerks read. */
export type PaperLanguage = "zh-CN" | "zh-Hant" | "en";

export type PaperWords = {
	readonly heading: string;
	readonly columns: { readonly number: string; readonly card: string; readonly party: string; readonly inside: string };
	readonly version: (version: number, printedAt: string) => string;
	readonly page: (page: number, pages: number) => string;
	readonly rows: (rows: number, persons: number) => string;
	readonly instruction: string;
};

export const paperWords: Readonly<Record<PaperLanguage, PaperWords>> = {
	"zh-CN": {
		heading: "应急入场名单",
		columns: { number: "短号后四位", card: "卡后四位", party: "人数", inside: "已入场" },
		version: (version, printedAt) => `名单第 ${version} 版，打印于 ${printedAt}`,
		page: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
		rows: (rows, persons) => `${rows} 份预约，${persons} 人`,
		instruction: "核对短号和卡号后四位，入场后在方框内打勾；未全部入场的，在方框旁写上人数。",
	},
	"zh-Hant": {
		heading: "應急入場名單",
		columns: { number: "短號後四位", card: "卡後四位", party: "人數", inside: "已入場" },
		version: (version, printedAt) => `名單第 ${version} 版，列印於 ${printedAt}`,
		page: (page, pages) => `第 ${page} 頁，共 ${pages} 頁`,
		rows: (rows, persons) => `${rows} 份預約，${persons} 人`,
		instruction: "核對短號和卡號後四位，入場後在方框內打勾；未全部入場的，在方框旁寫上人數。",
	},
	en: {
		heading: "Emergency admission list",
		columns: { number: "number ends in", card: "card", party: "party", inside: "inside" },
		version: (version, printedAt) => `List version ${version}, printed ${printedAt}`,
		page: (page, pages) => `Page ${page} of ${pages}`,
		rows: (rows, persons) => `${rows} bookings, ${persons} persons`,
		instruction: "Check the ends of number and card, and tick the box. If only some come in, write how many beside it.",
	},
};
