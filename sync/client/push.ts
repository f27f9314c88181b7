import { gzipSync } from "node:zlib";
import type { Digest } from "../../core/identity.ts";
import type { JournalHead } from "../../core/journal/journal.ts";
import { batchLimits, Checkpoint, PushAnswer, paths } from "../../core/protocol/protocol.ts";
import { openDocument, payloadTypes } from "../../core/trust/envelope.ts";
import { crypto } from "../crypto/signature.ts";
import { type HubFailure, makeFailure } from "./hubRequest.ts";
import type { HubSession } from "./session.ts";

/** What push needs of one incarnation of a journal. The outbox is not a table of its own: it is the journal after the checkpoint. */
export type Outbox = {
	readonly incarnation: () => number;
	readonly head: () => JournalHead;
	readonly acknowledged: () => number;
	readonly linesFrom: (seq: number, most: number) => readonly string[];
	readonly digestAt: (seq: number) => Digest | null;
	readonly acknowledge: (checkpoint: Checkpoint) => void;
};

export type PushResult =
	| { readonly kind: "done" }
	| { readonly kind: "idle" }
	| { readonly kind: "more"; readonly leastIntervalMs: number }
	/** The hub holds another history of this incarnation (a fork), or has closed it: nothing more may be written to it. */
	| { readonly kind: "notSole" }
	| HubFailure;

/** The hub's error codes for an incarnation that must have a successor. The hub keeps the lines all the same. */
const closedCodes: readonly string[] = ["fork", "incarnationClosed"];
/** A hub that lacks lines names the one it expects, and after that may expect a still earlier one. */
const mostSends = 3;
/** The disk has changed a line after it was signed. The hub takes such a line together with the one that follows it. */
const damagedCode = "brokenLine";

/** Sends one batch of lines; `idle` when there is none to send. */
export async function push(session: HubSession, outbox: Outbox): Promise<PushResult> {
	if (outbox.acknowledged() >= outbox.head().seq) return { kind: "idle" };
	let from = outbox.acknowledged() + 1;
	let mostLines: number = batchLimits.lines;
	for (let sends = 1; ; sends++) {
		const lines = limitToBatchBytes(outbox.linesFrom(from, mostLines));
		const pushed = await sendBatch(session, outbox, lines);
		if (pushed.kind !== "failed") return pushed;
		// The last line may be damaged, and the line after it is not in this batch.
		if (pushed.code === damagedCode && lines.length > 1 && sends < mostSends) {
			mostLines = lines.length - 1;
			continue;
		}
		// A hub restored from a backup expects older lines than it acknowledged; the journal still has all of them.
		const isWaited = pushed.expected !== null && pushed.expected < from && sends < mostSends;
		if (isWaited && pushed.expected !== null) {
			from = pushed.expected;
			continue;
		}
		if (!closedCodes.includes(pushed.code ?? "")) return pushed;
		if (pushed.checkpoint !== null) applyCheckpoint(session, outbox, pushed.checkpoint);
		return { kind: "notSole" };
	}
}

async function sendBatch(session: HubSession, outbox: Outbox, lines: readonly string[]): Promise<PushResult> {
	const answer = await session.requestJson(
		{
			method: "POST",
			path: paths.journal(session.identity.kiosk),
			headers: { "content-type": "application/x-ndjson", "content-encoding": "gzip" },
			body: new Uint8Array(gzipSync(lines.map((line) => `${line}\n`).join(""))),
		},
		PushAnswer,
	);
	if (answer.kind === "failed") return answer;
	const checkpoint = readCheckpoint(session, answer.value.checkpoint);
	if (checkpoint === null || checkpoint.incarnation !== outbox.incarnation()) return makeFailure("rubbish");
	if (!applyCheckpoint(session, outbox, answer.value.checkpoint)) return { kind: "notSole" };
	if (checkpoint.size >= outbox.head().seq) return { kind: "done" };
	return { kind: "more", leastIntervalMs: answer.value.leastIntervalMs };
}

/** False when the checkpoint does not agree with this journal: another line has its seq, or it is longer. */
export function applyCheckpoint(session: HubSession, outbox: Outbox, envelope: PushAnswer["checkpoint"]): boolean {
	const checkpoint = readCheckpoint(session, envelope);
	if (checkpoint === null || checkpoint.incarnation !== outbox.incarnation()) return false;
	if (outbox.digestAt(checkpoint.size) !== checkpoint.head) return false;
	outbox.acknowledge(checkpoint);
	return true;
}

/** Null unless the hub's key signed it, for this kiosk. */
export function readCheckpoint(session: HubSession, envelope: PushAnswer["checkpoint"]): Checkpoint | null {
	const { root, kiosk } = session.identity;
	const opened = openDocument(envelope, payloadTypes.checkpoint, root().roles.timestamp, Checkpoint, crypto);
	if (opened.kind === "untrusted") return null;
	return opened.document.kiosk === kiosk ? opened.document : null;
}

/** As many lines as fit the batch, at least one. */
function limitToBatchBytes(lines: readonly string[]): readonly string[] {
	let bytes = 0;
	const fitting = lines.findIndex((line, i) => {
		bytes += Buffer.byteLength(line) + 1;
		return i > 0 && bytes > batchLimits.bytes;
	});
	return fitting < 0 ? lines : lines.slice(0, fitting);
}
