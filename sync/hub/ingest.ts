import { type Entry, follows, type Head, type Link, readLine } from "../../core/journal.ts";
import { hash, verify } from "../signature.ts";
import type { AlarmKind } from "./store/alarms.ts";
import type { Kiosk } from "./store/kiosks.ts";
import type { Flag } from "./store/lines.ts";
import type { Store } from "./store/store.ts";
import { enter } from "./tally.ts";

type ReadLine = { readonly text: string; readonly link: Link; readonly head: Head; readonly entry: Entry | null };

export type Ingested =
	| { readonly kind: "accepted"; readonly kiosk: Kiosk }
	| { readonly kind: "outOfStep"; readonly expected: number }
	| { readonly kind: "fork"; readonly seq: number }
	| { readonly kind: "broken"; readonly position: number; readonly why: "shape" | "signature" | "fields" | "chain" }
	| { readonly kind: "foreign"; readonly position: number };

type Unsound = Extract<Ingested, { kind: "broken" | "foreign" }>;

/**
 * Applies a batch of a kiosk's journal: all of it or nothing, in one transaction, each line once. Lines that are already
 * held must be the held bytes. Refusals are values, so that the alarm they raise is committed although no line is.
 */
export function ingest(store: Store, of: Kiosk, texts: readonly string[], nowMs: number, nonce: string): Ingested {
	// Signatures are checked before the transaction begins: they depend on nothing in it and take most of the time.
	const batch = readBatch(of, texts);
	return store.transact(() => {
		const kiosk = store.kiosks.find(of.kiosk);
		if (kiosk === null) throw new Error(`The kiosk ${of.kiosk} is gone.`);
		const alarm = (kind: AlarmKind, seq: number, evidence: string) =>
			store.alarms.raise({ ...identityOf(kiosk), kind, seq, evidence, at: nowMs });

		if ("kind" in batch) {
			alarm(batch.kind, kiosk.size + 1, texts[batch.position] ?? "");
			return batch;
		}
		const first = batch[0];
		if (first !== undefined && first.link.seq > kiosk.size + 1) {
			alarm("gap", first.link.seq, first.text);
			return { kind: "outOfStep", expected: kiosk.size + 1 };
		}
		const forked = batch.find((line) => isFork(store, kiosk, line));
		if (forked !== undefined) {
			alarm("fork", forked.link.seq, forked.text);
			return { kind: "fork", seq: forked.link.seq };
		}
		const fresh = batch.filter((line) => line.link.seq > kiosk.size);
		for (const line of fresh) {
			const flag = apply(store, kiosk, line, nowMs);
			if (flag !== null) alarm("flagged", line.link.seq, line.text);
		}
		const last = fresh.at(-1);
		if (last !== undefined) store.kiosks.advance(kiosk.kiosk, kiosk.size, last.head, nonce);
		store.kiosks.see(kiosk.kiosk, nowMs);
		return { kind: "accepted", kiosk: store.kiosks.find(kiosk.kiosk) ?? kiosk };
	});
}

/** Every line signed by the kiosk, about the kiosk, and following the one before it. */
function readBatch(kiosk: Kiosk, texts: readonly string[]): readonly ReadLine[] | Unsound {
	const publicKey = Buffer.from(kiosk.publicKey, "hex");
	const batch: ReadLine[] = [];
	for (const [position, text] of texts.entries()) {
		const reading = readLine(text, publicKey, hash, verify);
		if (reading.kind === "broken") return { kind: "broken", position, why: reading.why };
		const { link, digest, entry } = reading;
		if (link.kiosk !== kiosk.kiosk || link.venue !== kiosk.venue || link.incarnation !== kiosk.incarnation) {
			return { kind: "foreign", position };
		}
		const before = batch.at(-1);
		if (before !== undefined && !follows(before.head, link)) return { kind: "broken", position, why: "chain" };
		batch.push({ text, link, head: { seq: link.seq, digest }, entry });
	}
	return batch;
}

/** The same seq with other bytes, or a next line that follows something else than what is held. */
function isFork(store: Store, kiosk: Kiosk, { text, link }: ReadLine): boolean {
	if (link.seq <= kiosk.size) return store.lines.textOf(kiosk.kiosk, kiosk.incarnation, link.seq) !== text;
	return link.seq === kiosk.size + 1 && !follows({ seq: kiosk.size, digest: kiosk.head }, link);
}

/** A line that cannot be read or cannot be true is kept and flagged; it advances the cursor, or its successors' `prev` would break. */
function apply(store: Store, kiosk: Kiosk, { text, link, entry }: ReadLine, nowMs: number): Flag | null {
	const flag = entry === null ? "unreadable" : judge(store, entry);
	store.lines.add({
		...identityOf(kiosk),
		seq: link.seq,
		kind: entry?.kind ?? null,
		at: entry?.at ?? null,
		flag,
		receivedAt: nowMs,
		line: text,
	});
	if (entry !== null && flag === null) enter(store, entry, nowMs);
	return flag;
}

function judge(store: Store, entry: Entry): Flag | null {
	if (entry.kind === "redeemed" && entry.day === null) return "withoutDay";
	if (entry.kind !== "voided") return null;
	const undone = store.standings.admissionOf(entry.kiosk, entry.incarnation, entry.line);
	const isItsOwn = undone !== null && undone.row === entry.row && undone.persons === entry.persons;
	return isItsOwn && undone.voidedBy === null ? null : "voidOfNothing";
}

function identityOf({ venue, kiosk, incarnation }: Kiosk): Pick<Kiosk, "venue" | "kiosk" | "incarnation"> {
	return { venue, kiosk, incarnation };
}
