import type { TicketWords } from "../zh-CN/ticket.ts";

export const ticketZhHant = {
	title: "入場票",
	persons: (persons) => `${persons} 人`,
	seats: (row, from, to) => `${row} 排 ${from === to ? from : `${from}–${to}`} 座`,
	place: (place) => `${place} 區`,
	allDay: "當日有效",
	leaves: (time) => `${time} 開船`,
	boardBy: (time) => `請在 ${time} 前登船`,
	copy: (copy) => `補打 · 第 ${copy} 張`,
	reference: (reference) => `編號 ${reference}`,
	wish: "祝您節日愉快",
} satisfies TicketWords;
