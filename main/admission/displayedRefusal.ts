import type { Refusal } from "../../core/admission/decide.ts";
import type { DisplayedRefusal } from "../../core/contract/contract.ts";
import type { KioskId } from "../../core/identity.ts";
import type { Allocations } from "../allocations/allocations.ts";
import type { StoredIdentity } from "../store/identity.ts";

/** Refusals and kiosks with the names a screen shows in the place of numbers. */
export type ScreenNames = {
	readonly refusal: (refusal: Refusal) => DisplayedRefusal;
	readonly kiosk: (kiosk: KioskId) => { readonly label: string; readonly here: boolean };
};

export function createScreenNames(
	identity: Pick<StoredIdentity, "kiosk" | "label">,
	allocations: Pick<Allocations, "allocationFor">,
): ScreenNames {
	function nameRefusal(refusal: Refusal): DisplayedRefusal {
		switch (refusal.reason) {
			case "alreadyRedeemed": {
				const { persons, atMs, kiosk } = refusal;
				return { reason: "alreadyRedeemed", persons, atMs, ...nameKiosk(kiosk) };
			}
			case "wrongVenue":
				return { reason: "wrongVenue", venue: refusal.venue, title: titleOf(refusal.venue) };
			default:
				return refusal;
		}
	}

	function nameKiosk(kiosk: KioskId) {
		const here = kiosk === identity.kiosk;
		return { label: here ? identity.label : kiosk, here };
	}

	/** The allocation names the programme's other venues, so that a member is sent to a name and not to a number. */
	function titleOf(venue: number) {
		const header = allocations.allocationFor(null)?.allocation.header;
		return header?.venues.find((other) => other.venue === venue)?.title ?? null;
	}

	return { refusal: nameRefusal, kiosk: nameKiosk };
}
