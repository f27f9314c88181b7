/** What the clocks of members' phones say of a kiosk's clock, by the steps of their rotating codes. It moves no clock. */

/** How far one phone was ahead of the kiosk when its code was read. */
export type PhoneReading = { readonly row: string; readonly aheadMs: number; readonly monoMs: number };

const keptMs = 30 * 60_000;
const mostReadings = 12;
const leastPhones = 5;
/** Two steps: a phone farther from the kiosk's clock is refused. */
const agreementMs = 30_000;
const leastShownMs = 30_000;

/** The newest reading of each voucher, so that one phone cannot speak for many. */
export function addPhoneReading(held: readonly PhoneReading[], reading: PhoneReading): readonly PhoneReading[] {
	const others = held.filter(({ row, monoMs }) => row !== reading.row && reading.monoMs - monoMs < keptMs);
	return [...others, reading].slice(-mostReadings);
}

/**
 * How far the phones are ahead of this clock, where enough of them agree on it; null where they do not, or where the
 * difference does not matter. A screenshot is behind by its own age, so a few of them agree on nothing.
 */
export function phoneSkewOf(held: readonly PhoneReading[], monoMs: number): number | null {
	const aheads = held
		.filter((one) => monoMs - one.monoMs < keptMs)
		.map(({ aheadMs }) => aheadMs)
		.toSorted((a, b) => a - b);
	const median = aheads[Math.floor(aheads.length / 2)];
	if (median === undefined || aheads.length < leastPhones || Math.abs(median) < leastShownMs) return null;
	const agreeing = aheads.filter((aheadMs) => Math.abs(aheadMs - median) <= agreementMs);
	return agreeing.length * 5 >= aheads.length * 4 ? median : null;
}
