import type { RowState } from "../../../core/allocation/row.ts";

export const requiredColumns = ["booking", "venue", "activity", "session", "party", "card"] as const;
export const optionalColumns = ["state", "seat"] as const;
export type Column = (typeof requiredColumns)[number] | (typeof optionalColumns)[number];

/** How a spreadsheet's header names each column, in simplified and traditional Chinese and in English. */
const columnNames: Readonly<Record<Column, readonly string[]>> = {
	booking: [
		...[
			"booking",
			"booking no",
			"booking number",
			"预约号",
			"预约编号",
			"预约单号",
			"预约号码",
			"预订号",
			"订单号",
			"订单编号",
		],
		...["預約號", "預約編號", "預約單號", "預約號碼", "預訂號", "訂單號", "訂單編號"],
	],
	venue: ["venue", "venue no", "场馆", "场馆号", "场馆编号", "場館", "場館號", "場館編號"],
	activity: ["activity", "activity no", "活动", "活动号", "活动编号", "活動", "活動號", "活動編號"],
	session: ["session", "session no", "场次", "场次号", "场次编号", "場次", "場次號", "場次編號"],
	party: ["party", "party size", "persons", "人数", "预约人数", "人數", "預約人數"],
	card: [
		...[
			"card",
			"card no",
			"last four",
			"卡号",
			"卡号后四位",
			"卡后四位",
			"卡尾号",
			"会员卡",
			"会员卡号",
			"会员卡后四位",
			"会员卡号后四位",
		],
		...["卡號", "卡號後四位", "卡後四位", "卡尾號", "會員卡", "會員卡號", "會員卡後四位", "會員卡號後四位"],
	],
	state: ["state", "status", "状态", "预约状态", "订单状态", "狀態", "預約狀態", "訂單狀態"],
	seat: ["seat", "seats", "座位", "座位号", "座号", "首座", "座位號", "座號"],
};

const stateNames: Readonly<Record<RowState, readonly string[]>> = {
	live: [
		...[
			"",
			"live",
			"active",
			"booked",
			"confirmed",
			"valid",
			"有效",
			"正常",
			"已预约",
			"预约成功",
			"已确认",
			"已预订",
			"未使用",
			"待使用",
		],
		...["已預約", "預約成功", "已確認", "已預訂", "待入場", "待入场"],
	],
	cancelled: [
		...[
			"cancelled",
			"canceled",
			"cancel",
			"已取消",
			"取消",
			"取消预约",
			"已取消预约",
			"用户取消",
			"已退订",
			"退订",
			"已作废",
			"作废",
		],
		...["取消預約", "已取消預約", "用戶取消", "已退訂", "退訂", "已作廢", "作廢"],
	],
	blocked: ["blocked", "冻结", "已冻结", "锁定", "已锁定", "停用", "已停用", "凍結", "已凍結", "鎖定", "已鎖定"],
};

const columnsByName = new Map(
	Object.entries(columnNames).flatMap(([column, names]) => names.map((name) => [name, column as Column])),
);
const statesByName = new Map(
	Object.entries(stateNames).flatMap(([state, names]) => names.map((name) => [name, state as RowState])),
);

/** The column that a header's cell names, or null. Case, blanks, brackets and full-width forms do not matter. */
export function findColumn(name: string): Column | null {
	return columnsByName.get(simplify(name)) ?? null;
}

export function findState(name: string): RowState | null {
	return statesByName.get(simplify(name)) ?? null;
}

function simplify(name: string): string {
	return name
		.normalize("NFKC")
		.toLowerCase()
		.replaceAll(/[\p{Cf}.:*()#]/gu, "")
		.replaceAll(/[\s_-]+/g, " ")
		.replaceAll(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, "")
		.trim();
}
