import type { Language } from "../../core/contract/settings.ts";
import { usbFileExtension } from "../../core/protocol/usbFiles.ts";

export type ExportContent = "journal" | "diagnostics";

/** Every venue is in Guangdong: a file is named by its time, whatever the machine is set to. */
const timeZone = "Asia/Shanghai";

const contentNames: Readonly<Record<Language, Readonly<Record<ExportContent, string>>>> = {
	"zh-CN": { journal: "流水", diagnostics: "诊断" },
	"zh-Hant": { journal: "流水", diagnostics: "診斷" },
	en: { journal: "journal", diagnostics: "diagnostics" },
};

/** Such as `1号窗口-流水-10月1日1410.pailou`: whose, what and when, for the person who finds it on a stick. */
export function exportFileNameOf(label: string, content: ExportContent, atMs: number, language: Language): string {
	const time = new Intl.DateTimeFormat("en-GB", {
		...{ timeZone, month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
	}).formatToParts(atMs);
	const of = (type: string) => time.find((part) => part.type === type)?.value ?? "";
	const month = language === "en" ? monthNameOf(atMs) : `${Number(of("month"))}月`;
	const day = language === "en" ? `-${Number(of("day"))}-` : `${Number(of("day"))}日`;
	return `${fileNamePart(label)}-${contentNames[language][content]}-${month}${day}${of("hour")}${of("minute")}${usbFileExtension}`;
}

function monthNameOf(atMs: number): string {
	return new Intl.DateTimeFormat("en-GB", { timeZone, month: "short" }).format(atMs);
}

/** Letters and digits of any script; Chinese is written without the spaces around its figures. */
function fileNamePart(text: string): string {
	const joined = text.replaceAll(/\s+(?=\p{Script=Han})|(?<=\p{Script=Han})\s+/gu, "");
	return joined.replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "");
}
