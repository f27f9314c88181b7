/** The text of a paper ticket. Digits in a sentence are printed large. */
export const ticketZhCN = {
	title: "入场票",
	persons: (persons: number) => `${persons} 人`,
	/** Adjacent seats of one row: "5", or "5–7". */
	seats: (row: number, from: number, to: number) => `${row} 排 ${from === to ? from : `${from}–${to}`} 座`,
	place: (place: number) => `${place} 区`,
	allDay: "当日有效",
	leaves: (time: string) => `${time} 开船`,
	boardBy: (time: string) => `请在 ${time} 前登船`,
	copy: (copy: number) => `补打 · 第 ${copy} 张`,
	reference: (reference: string) => `编号 ${reference}`,
	wish: "祝您节日愉快",
};

export type TicketWords = typeof ticketZhCN;
