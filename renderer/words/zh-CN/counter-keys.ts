import type { CommandName } from "../../kiosk/counter/command.ts";

/** What each key of the counter does: a sentence for the key map, a word for the bar of function keys. */
export const keysZhCN = {
	title: "按键说明",
	does: {
		choose: "选这次进几位；在列表里选第几项",
		fewer: "少一位、上一项",
		more: "多一位、下一项",
		confirm: "放行所选人数；下一步；结果看完了",
		dismiss: "不放行，回到等待；关掉打开的页面",
		keymap: "打开这张说明",
		number: "手机没电：用短号入场",
		lookUp: "按会员卡号后四位查票",
		void: "撤销刚才的入场（要主管密码）",
		sync: "立即与中心同步",
		reprint: "补打一张票",
		override: "主管特批：放行被拒的票（要主管密码）",
		language: "换语言",
		shift: "开班、交班",
		setup: "设置（要主管密码）",
		there: "票已经打出来了（问到时）",
		missing: "票没有打出来，再打（问到时）",
	} satisfies Record<CommandName, string>,
	bar: {
		keymap: "按键",
		number: "短号",
		lookUp: "查卡",
		void: "撤销",
		reprint: "补打",
		override: "特批",
		shiftOpen: "开班",
		shiftClose: "交班",
		setup: "设置",
	},
	barName: "功能键",
	wedge: "扫码枪随时可用，不用先点哪里；输入法开着也没关系。每一行都可以点。",
	close: "按任意键关闭",
};

export type KeysWords = typeof keysZhCN;
