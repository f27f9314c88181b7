import type { Digest, KioskId } from "../../../core/identity.ts";
import {
	type Entry,
	hashLine,
	isNextInChain,
	type JournalHead,
	type Link,
	readLine,
} from "../../../core/journal/journal.ts";
import { crypto } from "../../crypto/signature.ts";
import type { Kiosk } from "../store/kiosks.ts";

/**
 * A line of a batch in its place; `head` is itself, as the next line names it. A damaged line is one that its window
 * signed and its disk has changed: what it said is lost, and the next signed line vouches for its place and its hash.
 */
export type CheckedLine = {
	readonly text: string;
	readonly venue: number;
	readonly kiosk: KioskId;
	readonly incarnation: number;
	/** The hash of the line before; null where a damaged line no longer says it. */
	readonly prev: Digest | null;
	readonly head: JournalHead;
	readonly entry: Entry | null;
	readonly isDamaged: boolean;
};

/** The sending kiosk, and the incarnation it logged in as. */
export type Sender = { readonly kiosk: Kiosk; readonly incarnation: number };

/** Lines as they came: from the kiosk itself, which proved its key, or from whoever carries its stick. */
export type Batch = { readonly texts: readonly string[]; readonly isFromKiosk: boolean };

export type InvalidBatch =
	| { readonly kind: "broken"; readonly position: number; readonly why: "shape" | "signature" | "fields" | "chain" }
	| { readonly kind: "foreign"; readonly position: number };

/**
 * Every line signed by the kiosk, about the kiosk, all of one incarnation that it has had, and each following the one
 * before. Damaged lines may stand before a signed one, not at the end, and come from the kiosk itself only: a stick could
 * otherwise erase an admission.
 */
export function checkBatch(
	{ kiosk, incarnation: newest }: Sender,
	{ texts, isFromKiosk }: Batch,
): readonly CheckedLine[] | InvalidBatch {
	const publicKey = Buffer.from(kiosk.publicKey, "hex");
	const batch: CheckedLine[] = [];
	let damaged: { readonly text: string; readonly refusal: InvalidBatch }[] = [];
	for (const [position, text] of texts.entries()) {
		const reading = readLine(text, publicKey, crypto);
		if (reading.kind === "broken") {
			const refusal: InvalidBatch = { kind: "broken", position, why: reading.why };
			if (!isFromKiosk) return refusal;
			damaged.push({ text, refusal });
			continue;
		}
		const { link, digest, entry } = reading;
		const { incarnation, prev, seq } = link;
		if (link.kiosk !== kiosk.kiosk || link.venue !== kiosk.venue || incarnation > newest) {
			return { kind: "foreign", position };
		}
		const before = batch.at(-1);
		if (before !== undefined && before.incarnation !== incarnation) return { kind: "foreign", position };
		const firstSeq = seq - damaged.length;
		if (firstSeq < 1 || (before !== undefined && before.head.seq !== firstSeq - 1))
			return damaged[0]?.refusal ?? { kind: "broken", position, why: "chain" };
		for (const [i, { text: lost }] of damaged.entries())
			batch.push(damagedLine(lost, firstSeq + i, link, batch.at(-1)));
		damaged = [];
		const last = batch.at(-1);
		if (last !== undefined && !isNextInChain(last.head, link)) return { kind: "broken", position, why: "chain" };
		const head = { seq, digest };
		batch.push({ text, venue: link.venue, kiosk: link.kiosk, incarnation, prev, head, entry, isDamaged: false });
	}
	return damaged[0]?.refusal ?? batch;
}

/** `next` is the first signed line after it, and names the hash of the line before itself. */
function damagedLine(text: string, seq: number, next: Link, before: CheckedLine | undefined): CheckedLine {
	const { venue, kiosk, incarnation } = next;
	const digest = seq === next.seq - 1 ? next.prev : hashLine(text, crypto);
	const prev = before?.head.digest ?? null;
	return { text, venue, kiosk, incarnation, prev, head: { seq, digest }, entry: null, isDamaged: true };
}
