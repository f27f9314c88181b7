import { z } from "zod";
import { KioskId, PublicKey } from "../identity.ts";

/** One kiosk of a venue as the others know it. */
export const RosterKiosk = z.strictObject({
	kiosk: KioskId,
	incarnation: z.int().positive(),
	/** The keys its lines may be signed with. */
	publicKeys: z.array(PublicKey).min(1).max(4),
	label: z.string().min(1).max(40),
	/** Its last known address on the venue's network, `host:port`: a hint, not authenticated. */
	address: z
		.string()
		.regex(/^[!-~]{1,100}$/)
		.nullable(),
});
export type RosterKiosk = z.infer<typeof RosterKiosk>;

/** The kiosks of one venue. A kiosk appears once, with the incarnation it has now. */
export const Roster = z.strictObject({
	v: z.literal(1),
	venue: z.int().min(0).max(0xffffffff),
	epoch: z.int().positive(),
	kiosks: z
		.array(RosterKiosk)
		.max(256)
		.refine((kiosks) => new Set(kiosks.map(({ kiosk }) => kiosk)).size === kiosks.length, "a kiosk is named twice")
		.refine((kiosks) => {
			const keys = kiosks.flatMap(({ publicKeys }) => publicKeys);
			return new Set(keys).size === keys.length;
		}, "a key is named twice"),
});
export type Roster = z.infer<typeof Roster>;
