import type { TicketWords } from "../zh-CN/ticket.ts";

export const ticketEn = {
	title: "Admission ticket",
	persons: (persons) => (persons === 1 ? "1 person" : `${persons} persons`),
	seats: (row, from, to) => (from === to ? `Row ${row} Seat ${from}` : `Row ${row} Seats ${from}–${to}`),
	place: (place) => `Block ${place}`,
	allDay: "All day",
	leaves: (time) => `Leaves ${time}`,
	boardBy: (time) => `Board before ${time}`,
	copy: (copy) => `Printed again · copy ${copy}`,
	reference: (reference) => `No. ${reference}`,
	wish: "Enjoy the holiday",
} satisfies TicketWords;
