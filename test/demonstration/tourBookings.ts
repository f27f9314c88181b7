import type { Booking } from "../e2e/drivers/officer.ts";

/** The demonstration's time: National Day 2026, 14:10 in Guangzhou, before the 14:30 screenings. */
export const demonstrationStartsAt = "2026-10-01T14:10:00+08:00";

/** 广州市第二工人文化宫, three halls: the venue of the demonstration's kiosk. */
export const kioskVenue = 1;
/** 南沙湿地公园, for a member at the wrong venue. */
export const otherVenue = 2;

/** The bookings that the tour uses. */
export type TourBookings = {
	readonly family: Booking;
	readonly early: Booking;
	readonly atOtherVenue: Booking;
	readonly queue: readonly Booking[];
};

const queueLength = 20;

export function chooseTourBookings(here: readonly Booking[], there: readonly Booking[]): TourBookings {
	const nowMs = Date.parse(demonstrationStartsAt);
	// The tour uses static codes, because a photograph of one stays valid.
	const live = here.filter(({ state, rotating }) => state === "live" && !rotating);
	const onNow = live.filter(({ session }) => session.admitFrom <= nowMs && nowMs < session.admitUntil);
	const family = onNow.find(({ party }) => party === 3);
	const early = live.find(({ session }) => session.admitFrom > nowMs);
	const elsewhere = there.find(({ state }) => state === "live");
	const queue = onNow.filter((booking) => booking !== family).slice(0, queueLength);
	if (family === undefined || early === undefined || elsewhere === undefined || queue.length < queueLength) {
		throw new Error("the demonstration programme lacks bookings that the tour needs");
	}
	return { family, early, atOtherVenue: elsewhere, queue };
}

/** The same voucher with an invalid signature: one character is changed. */
export function forge(code: string): string {
	const at = code.length - 60;
	return `${code.slice(0, at)}${code[at] === "0" ? "1" : "0"}${code.slice(at + 1)}`;
}
