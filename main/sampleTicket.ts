import type { Settings } from "../core/contract/settings.ts";
import type { Ticket } from "../core/contract/ticket.ts";
import type { Title } from "../core/identity.ts";

/** What comes out when set-up tries the printer: it looks like a ticket, and says that it is none. */
export function sampleTicket(
	{ venue, label, settings }: { readonly venue: Title; readonly label: string; readonly settings: () => Settings },
	nowMs: number,
): Ticket {
	return {
		language: settings().language,
		venue,
		programme: null,
		activity: { "zh-CN": "打印测试 不是票", "zh-Hant": "打印測試 不是票", en: "Printer test, not a ticket" },
		hall: null,
		when: { kind: "start", atMs: nowMs },
		persons: 1,
		seats: null,
		place: null,
		label,
		incarnation: 1,
		line: 1,
		admittedAtMs: nowMs,
		copy: 1,
	};
}
