import fc from "fast-check";
import { encodeUtf16, gb18030Of } from "./fileBytes.ts";

/** A row of the upstream account's table, before a spreadsheet had it. */
export type UpstreamRow = {
	readonly booking: string;
	readonly party: string;
	readonly card: string;
	readonly state: "live" | "cancelled" | "blocked";
	readonly seat: string;
};

const columns = ["booking", "venue", "activity", "session", "party", "card", "state", "seat"] as const;
type Column = (typeof columns)[number];

/** What a spreadsheet, a script or a hand does to a table on its way. */
export const spreadsheet = fc.record({
	encoding: fc.constantFrom("utf8", "utf8 bom", "utf16le", "utf16be", "gb18030"),
	separator: fc.constantFrom(",", ";", "\t", "，"),
	declared: fc.boolean(),
	lineEnds: fc.array(fc.constantFrom("\r\n", "\n", "\r"), { minLength: 1, maxLength: 4 }),
	order: fc.shuffledSubarray([...columns], { minLength: columns.length, maxLength: columns.length }),
	header: fc.constantFrom("english", "chinese", "traditional"),
	blankRows: fc.array(fc.nat(20), { maxLength: 4 }),
	blankColumns: fc.nat(2),
	isQuoted: fc.boolean(),
	isFullWidth: fc.boolean(),
	/** As numbers: zeros in front are dropped, and long ones are shortened. */
	numbers: fc.constantFrom("text", "text", "number", "scientific", "decimal"),
	seats: fc.constantFrom("5-12", "5排12座", "5/12", "5月12日", "12-May", "2026/5/12"),
	isBroken: fc.boolean(),
	shuffle: fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 }),
});
export type Spreadsheet = typeof spreadsheet extends fc.Arbitrary<infer T> ? T : never;

const headers: Readonly<Record<Spreadsheet["header"], Readonly<Record<Column, string>>>> = {
	english: Object.fromEntries(columns.map((column) => [column, column])) as Record<Column, string>,
	chinese: {
		...{ booking: "预约号", venue: "场馆", activity: "活动", session: "场次" },
		...{ party: "人数", card: "卡号", state: "状态", seat: "座位" },
	},
	traditional: {
		...{ booking: "預約編號", venue: "場館", activity: "活動", session: "場次" },
		...{ party: "人數", card: "卡號後四位", state: "狀態", seat: "座位號" },
	},
};
const states = {
	english: { live: "live", cancelled: "cancelled", blocked: "blocked" },
	chinese: { live: "已预约", cancelled: "已取消", blocked: "冻结" },
	traditional: { live: "已預約", cancelled: "已取消", blocked: "凍結" },
} as const;

/** The file that comes out, and how many rows it has that are not empty. */
export function mangle(rows: readonly UpstreamRow[], how: Spreadsheet): { file: Buffer; rows: number } {
	const lines = rows
		.map((row, i) => ({ row, at: how.shuffle[i] ?? 0 }))
		.toSorted((a, b) => a.at - b.at)
		.map(({ row }) => how.order.map((column) => cellOf(row, column, how)));
	if (how.isBroken) lines[0]?.splice(-2);
	const padding = Array<string>(how.blankColumns).fill("");
	const table = [how.order.map((column) => headers[how.header][column]), ...lines].map((cells) => [
		...cells,
		...padding,
	]);
	for (const at of how.blankRows) table.splice(1 + (at % table.length), 0, Array<string>(at % 9).fill(""));
	const texts = table.map((cells) => cells.map((cell) => quote(cell, how)).join(how.separator));
	if (how.declared && how.separator !== "，") texts.unshift(`sep=${how.separator}`);
	const text = texts.map((line, i) => line + how.lineEnds[i % how.lineEnds.length]).join("");
	return { file: encode(text, how.encoding), rows: rows.length };
}

function cellOf(row: UpstreamRow, column: Column, how: Spreadsheet): string {
	switch (column) {
		case "venue":
		case "activity":
			return widen("1", how);
		case "session":
			return widen(how.numbers === "decimal" ? "101.0" : "101", how);
		case "state":
			return states[how.header][row.state];
		case "seat":
			return row.seat === "" ? "" : how.seats;
		case "party":
			return widen(row.party, how);
		case "booking":
		case "card":
			return widen(asNumber(row[column], how.numbers), how);
	}
}

function asNumber(text: string, how: Spreadsheet["numbers"]): string {
	if (how === "text" || !/^\d+$/.test(text)) return text;
	const stored = Number(Number(text).toPrecision(15));
	if (how === "scientific" && text.length >= 12) return stored.toExponential(5).replace("e", "E");
	return how === "decimal" ? `${stored}.0` : String(stored);
}

function widen(text: string, { isFullWidth }: Spreadsheet): string {
	if (!isFullWidth) return text;
	return text.replaceAll(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

function quote(cell: string, { isQuoted, separator }: Spreadsheet): string {
	return isQuoted || cell.includes(separator) || cell.includes(",") ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function encode(text: string, encoding: Spreadsheet["encoding"]): Buffer {
	switch (encoding) {
		case "utf8":
			return Buffer.from(text);
		case "utf8 bom":
			return Buffer.from(`\ufeff${text}`);
		case "utf16le":
			return encodeUtf16(`\ufeff${text}`, "le");
		case "utf16be":
			return encodeUtf16(`\ufeff${text}`, "be");
		case "gb18030":
			return gb18030Of(text);
	}
}
