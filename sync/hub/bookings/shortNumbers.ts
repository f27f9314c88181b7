import { makeShortNumber, type ShortNumber } from "../../../core/allocation/shortNumber.ts";
import type { Day } from "../../../core/identity.ts";
import type { Random } from "../../clock.ts";
import type { Store } from "../store/store.ts";

type NumberingContext = { readonly store: Store; readonly random: Random };

const batchSize = 1000;

/** A random number that is unique for the venue and day. */
export function createShortNumber({ store, random }: NumberingContext, venue: number, day: Day): ShortNumber {
	for (;;) {
		const number = makeShortNumber(randomDigits(random));
		if (!store.vouchers.isNumberTaken(venue, day, number)) return number;
	}
}

/** Assigns numbers to the vouchers that were issued before there were short numbers. Idempotent. */
export function assignShortNumbers(hub: NumberingContext): void {
	const { store } = hub;
	for (;;) {
		const unnumbered = store.vouchers.listUnnumbered(batchSize);
		if (unnumbered.length === 0) return;
		store.transact(() => {
			for (const { venue, day, booking } of unnumbered) {
				store.vouchers.assignNumber({ venue, booking, number: createShortNumber(hub, venue, day) });
			}
		});
	}
}

/** Bytes of 250 and above are rejected; otherwise some digits would be more frequent than others. */
function randomDigits(random: Random): string {
	let digits = "";
	while (digits.length < 10) {
		for (const byte of random(16)) if (byte < 250) digits += byte % 10;
	}
	return digits.slice(0, 10);
}
