import { z } from "zod";
import { encodeText, withDomainPrefix } from "../bytes/bytes.ts";
import { Day, KioskId } from "../identity.ts";
import { Envelope } from "../trust/envelope.ts";
import { DayKeysRequest } from "./protocol.ts";

/**
 * The files carried on a USB stick where there is no network: the same signed bytes, under the same checks
 * (docs/formats.md, "USB files").
 */
const fileHeader = {
	v: z.literal(1),
	kiosk: KioskId,
	venue: z.int().nonnegative(),
	/** Unix ms, by the writer's clock; for people to read. */
	writtenAtMs: z.int().nonnegative(),
} as const;

/** From a kiosk to the hub: lines that the hub has not acknowledged, and the keys of coming days. */
export const JournalFile = z.strictObject({
	pailou: z.literal("journal"),
	...fileHeader,
	/** JSON of a `DayKeysRequest`, signed by the kiosk. */
	dayKeys: z.strictObject({ text: z.string(), signature: z.string().regex(/^[0-9a-f]{128}$/) }),
	/** Oldest incarnation first. Each line is signed and linked by itself. */
	journals: z.array(z.strictObject({ incarnation: z.int().positive(), lines: z.array(z.string()) })).max(100),
});
export type JournalFile = z.infer<typeof JournalFile>;

/** From the hub to a kiosk: its answers to the requests of a pull, by path, and how far it holds the journal. */
export const AllocationsFile = z.strictObject({
	pailou: z.literal("lists"),
	...fileHeader,
	days: z.array(Day),
	answers: z.record(
		z.string(),
		z.union([z.strictObject({ json: z.unknown() }), z.strictObject({ base64: z.string() })]),
	),
	checkpoints: z.array(Envelope).max(100),
});
export type AllocationsFile = z.infer<typeof AllocationsFile>;

export const mostUsbFileBytes = 64 * 1024 * 1024;
export const usbFileExtension = ".pailou";

/** The message a kiosk signs over its day keys, bound to the kiosk and this use. */
export function buildDayKeysMessage(kiosk: KioskId, text: string): Uint8Array {
	return withDomainPrefix("dayKeys", encodeText(`${kiosk}\n${text}`));
}

/** Null when it is no list of day keys. */
export function readDayKeys(text: string): DayKeysRequest | null {
	try {
		return DayKeysRequest.safeParse(JSON.parse(text)).data ?? null;
	} catch {
		return null;
	}
}
