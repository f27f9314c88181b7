import type { Ticket } from "../../core/contract/ticket.ts";
import type { Bitmap } from "../../main/printing/bitmap.ts";

/** 1 October 2026, 16:30 in Guangzhou. */
const startsAtMs = Date.UTC(2026, 9, 1, 8, 30);

export const testTicket: Ticket = {
	language: "zh-CN",
	venue: { "zh-CN": "广州红星影院", en: "Hongxing Cinema, Guangzhou" },
	programme: { "zh-CN": "2026 年国庆职工文化惠民", en: "National Day Culture for Members 2026" },
	activity: { "zh-CN": "电影《长空之王》", en: "Born to Fly" },
	hall: { "zh-CN": "2 号厅", en: "Hall 2" },
	when: { kind: "start", atMs: startsAtMs },
	persons: 3,
	seats: [{ row: 7, from: 5, to: 7 }],
	place: null,
	label: "1 号窗口",
	incarnation: 1,
	line: 128,
	admittedAtMs: startsAtMs - 28 * 60_000,
	copy: 1,
};

/** Real-time commands that a printer would obey: request a status, open the drawer, clear the buffer. */
const realTimeCommandBytes = [0x10, 0x04, 0x01, 0x10, 0x14, 0x01, 0x00, 0x05, 0x10, 0x05, 0x02];

/**
 * Replaces the ticket page, which needs Electron to render: a distinct bitmap for each ticket and copy, which contains
 * bytes of real-time commands.
 */
export function drawTestBitmap({ line, copy }: Pick<Ticket, "line" | "copy">, width = 576, height = 300): Bitmap {
	const dots = new Uint8Array(width * height);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const isEdge = x === 0 || y === 0 || x === width - 1 || y === height - 1;
			const isCell = ((line >> (x >> 5)) & 1) === 1 && y > 20 && y < 60;
			const isDiagonal = (x + y * copy) % 37 === 0;
			dots[y * width + x] = isEdge || isCell || isDiagonal ? 1 : 0;
		}
	}
	realTimeCommandBytes.forEach((byte, i) => {
		for (let bit = 0; bit < 8; bit++) dots[100 * width + 64 + 8 * i + bit] = (byte >> (7 - bit)) & 1;
	});
	return { width, height, dots };
}
