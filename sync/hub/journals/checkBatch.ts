import { type Entry, isNextInChain, type JournalHead, type Link, readLine } from "../../../core/journal/journal.ts";
import { crypto } from "../../crypto/signature.ts";
import type { Kiosk } from "../store/kiosks.ts";

/** A line with a valid signature and position. `head` is its seq and hash, which the next line's `prev` must match. */
export type CheckedLine = {
	readonly text: string;
	readonly link: Link;
	readonly head: JournalHead;
	readonly entry: Entry | null;
};

export type InvalidBatch =
	| { readonly kind: "broken"; readonly position: number; readonly why: "shape" | "signature" | "fields" | "chain" }
	| { readonly kind: "foreign"; readonly position: number };

/** Checks that the kiosk signed every line, that all are of one of its own incarnations, and that each follows the one before. */
export function checkBatch(
	kiosk: Kiosk,
	newest: number,
	texts: readonly string[],
): readonly CheckedLine[] | InvalidBatch {
	const publicKey = Buffer.from(kiosk.publicKey, "hex");
	const batch: CheckedLine[] = [];
	for (const [position, text] of texts.entries()) {
		const reading = readLine(text, publicKey, crypto);
		if (reading.kind === "broken") return { kind: "broken", position, why: reading.why };
		const { link, digest, entry } = reading;
		if (link.kiosk !== kiosk.kiosk || link.venue !== kiosk.venue || link.incarnation > newest) {
			return { kind: "foreign", position };
		}
		const before = batch.at(-1);
		if (before !== undefined && before.link.incarnation !== link.incarnation) return { kind: "foreign", position };
		if (before !== undefined && !isNextInChain(before.head, link)) return { kind: "broken", position, why: "chain" };
		batch.push({ text, link, head: { seq: link.seq, digest }, entry });
	}
	return batch;
}
