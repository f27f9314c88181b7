import { gzipSync } from "node:zlib";
import type { Digest } from "../../core/identity.ts";
import type { JournalHead } from "../../core/journal/journal.ts";
import { batchLimits, Checkpoint, PushAnswer, paths } from "../../core/protocol/protocol.ts";
import { openDocument, payloadTypes } from "../../core/trust/envelope.ts";
import { crypto } from "../crypto/signature.ts";
import { type HubFailure, makeFailure } from "./hubRequest.ts";
import type { HubSession } from "./session.ts";

/** What push needs of one incarnation of a journal. There is no outbox to keep in step: it is the journal after the checkpoint. */
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
	/** The hub holds another history of this journal, or has closed it: nothing more may be written to it. */
	| { readonly kind: "notSole" }
	| HubFailure;

/** The hub's codes for a journal that must have a successor. What was sent is held all the same. */
const closedCodes: readonly string[] = ["fork", "incarnationClosed"];
/** A hub that lacks lines asks for them, and may find then that it needs still earlier ones. */
const mostSends = 3;

/** Sends one batch of lines, or learns that there is none to send. */
export async function push(account: HubSession, outbox: Outbox): Promise<PushResult> {
	if (outbox.acknowledged() >= outbox.head().seq) return { kind: "idle" };
	let from = outbox.acknowledged() + 1;
	for (let sends = 1; ; sends++) {
		const pushed = await sendBatch(account, outbox, from);
		if (pushed.kind !== "failed") return pushed;
		// A hub restored from a backup waits for older lines than it once acknowledged; the journal still has them all.
		const isWaited = pushed.expected !== null && pushed.expected < from && sends < mostSends;
		if (isWaited && pushed.expected !== null) {
			from = pushed.expected;
			continue;
		}
		if (!closedCodes.includes(pushed.code ?? "")) return pushed;
		if (pushed.checkpoint !== null) applyCheckpoint(account, outbox, pushed.checkpoint);
		return { kind: "notSole" };
	}
}

async function sendBatch(account: HubSession, outbox: Outbox, from: number): Promise<PushResult> {
	const lines = limitToBatchBytes(outbox.linesFrom(from, batchLimits.lines));
	const answer = await account.requestJson(
		{
			method: "POST",
			path: paths.journal(account.identity.kiosk),
			headers: { "content-type": "application/x-ndjson", "content-encoding": "gzip" },
			body: new Uint8Array(gzipSync(lines.map((line) => `${line}\n`).join(""))),
		},
		PushAnswer,
	);
	if (answer.kind === "failed") return answer;
	const checkpoint = readCheckpoint(account, answer.value.checkpoint);
	if (checkpoint === null || checkpoint.incarnation !== outbox.incarnation()) return makeFailure("rubbish");
	if (!applyCheckpoint(account, outbox, answer.value.checkpoint)) return { kind: "notSole" };
	if (checkpoint.size >= outbox.head().seq) return { kind: "done" };
	return { kind: "more", leastIntervalMs: answer.value.leastIntervalMs };
}

/** False when the hub holds something else there than this journal, or more than all of it. */
export function applyCheckpoint(account: HubSession, outbox: Outbox, envelope: PushAnswer["checkpoint"]): boolean {
	const checkpoint = readCheckpoint(account, envelope);
	if (checkpoint === null || checkpoint.incarnation !== outbox.incarnation()) return false;
	if (outbox.digestAt(checkpoint.size) !== checkpoint.head) return false;
	outbox.acknowledge(checkpoint);
	return true;
}

/** Null unless the hub's key signed it, for this kiosk. */
export function readCheckpoint(account: HubSession, envelope: PushAnswer["checkpoint"]): Checkpoint | null {
	const { root, kiosk } = account.identity;
	const opened = openDocument(envelope, payloadTypes.checkpoint, root().roles.timestamp, Checkpoint, crypto);
	if (opened.kind === "untrusted") return null;
	return opened.document.kiosk === kiosk ? opened.document : null;
}

/** As many lines as fit the batch, and always one. */
function limitToBatchBytes(lines: readonly string[]): readonly string[] {
	let bytes = 0;
	const fitting = lines.findIndex((line, i) => {
		bytes += Buffer.byteLength(line) + 1;
		return i > 0 && bytes > batchLimits.bytes;
	});
	return fitting < 0 ? lines : lines.slice(0, fitting);
}
