import { gzipSync } from "node:zlib";
import type { Digest } from "../../core/identity.ts";
import type { Head } from "../../core/journal.ts";
import { batchLimits, Checkpoint, PushAnswer, paths } from "../../core/protocol.ts";
import { openDocument, payloadTypes } from "../../core/trust.ts";
import { verify } from "../signature.ts";
import type { Account } from "./account.ts";
import { failed, type HubFailure } from "./hub.ts";

/** What push needs of a journal. There is no outbox to keep in step: the outbox is the journal after the checkpoint. */
export type Outbox = {
	readonly head: () => Head;
	readonly acknowledged: () => number;
	readonly linesFrom: (seq: number, most: number) => readonly string[];
	readonly digestAt: (seq: number) => Digest | null;
	readonly acknowledge: (checkpoint: Checkpoint) => void;
};

export type Pushed =
	| { readonly kind: "done" }
	| { readonly kind: "idle" }
	| { readonly kind: "more"; readonly leastIntervalMs: number }
	| HubFailure;

/** Sends one batch of lines, or learns that there is none to send. */
export async function push(account: Account, outbox: Outbox): Promise<Pushed> {
	if (outbox.acknowledged() >= outbox.head().seq) return { kind: "idle" };
	const first = await send(account, outbox, outbox.acknowledged() + 1);
	if (first.kind !== "failed" || first.expected === null) return first;
	// A hub restored from a backup waits for older lines than it once acknowledged; the journal still has them all.
	const isOurs = first.expected <= outbox.head().seq;
	return isOurs ? send(account, outbox, first.expected) : first;
}

async function send(account: Account, outbox: Outbox, from: number): Promise<Pushed> {
	const lines = withinBytes(outbox.linesFrom(from, batchLimits.lines));
	const answer = await account.ask(
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
	if (checkpoint === null || outbox.digestAt(checkpoint.size) !== checkpoint.head) return failed("rubbish");
	outbox.acknowledge(checkpoint);
	if (checkpoint.size >= outbox.head().seq) return { kind: "done" };
	return { kind: "more", leastIntervalMs: answer.value.leastIntervalMs };
}

/** Null unless the hub's key signed it, for this kiosk and incarnation. */
function readCheckpoint(account: Account, envelope: PushAnswer["checkpoint"]): Checkpoint | null {
	const { root, kiosk, incarnation } = account.identity;
	const opened = openDocument(envelope, payloadTypes.checkpoint, root().roles.timestamp, Checkpoint, verify);
	if (opened.kind === "untrusted") return null;
	const isMine = opened.document.kiosk === kiosk && opened.document.incarnation === incarnation;
	return isMine ? opened.document : null;
}

/** As many lines as fit the batch, and always one. */
function withinBytes(lines: readonly string[]): readonly string[] {
	let bytes = 0;
	const fitting = lines.findIndex((line, i) => {
		bytes += Buffer.byteLength(line) + 1;
		return i > 0 && bytes > batchLimits.bytes;
	});
	return fitting < 0 ? lines : lines.slice(0, fitting);
}
