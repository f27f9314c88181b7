import type { RefusalReason } from "../../core/admission/decide.ts";
import type { Row } from "../../core/allocation/row.ts";
import type { Verdict } from "../../core/contract/contract.ts";
import type { VoucherSource } from "../../core/journal/journal.ts";
import type { Rotation, Voucher } from "../../core/voucher/voucher.ts";
import type { Timers } from "../../sync/clock.ts";

/** What was presented: a code that was read and when, or the row that a number or a card led to. */
export type Credential =
	| {
			readonly kind: "code";
			readonly voucher: Voucher;
			readonly rotation: Rotation | null;
			readonly seenAtMs: number;
	  }
	| { readonly kind: "row"; readonly row: Row };

/** A credential that may still be acted on. It holds no right: whatever is asked for is decided anew. */
export type Offer = {
	readonly credential: Credential;
	/** Whose verdict an admission of it is: the same code is not a scan of its own right after. */
	readonly sighting: string;
	readonly source: VoucherSource;
	/** The refusals that an override would waive. */
	readonly waives: readonly RefusalReason[];
	/** The verdict it led to, given again to whoever asks again. */
	settled: Verdict | null;
	readonly madeAtMono: number;
};

export type NewOffer = Omit<Offer, "settled" | "madeAtMono">;

export type Offers = {
	readonly add: (offer: NewOffer) => string;
	readonly find: (id: string) => Offer | null;
};

/** A member whose offer was evicted scans again; nothing else is lost. */
const maxOffers = 64;

/** What a member showed is not proof for ever: a code that was fresh then may be anybody's screenshot by now. */
const offerLifeMs = 10 * 60_000;

export function createOffers(newOfferId: () => string, clock: Pick<Timers, "monoMs">): Offers {
	const offers = new Map<string, Offer>();
	return {
		add(offer) {
			const id = newOfferId();
			offers.set(id, { ...offer, settled: null, madeAtMono: clock.monoMs() });
			const [oldest] = offers.keys();
			if (offers.size > maxOffers && oldest !== undefined) offers.delete(oldest);
			return id;
		},
		find(id) {
			const offer = offers.get(id);
			if (offer === undefined || clock.monoMs() - offer.madeAtMono < offerLifeMs) return offer ?? null;
			offers.delete(id);
			return null;
		},
	};
}
