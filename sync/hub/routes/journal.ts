import type { FastifyInstance } from "fastify";
import { toHex } from "../../../core/bytes/bytes.ts";
import { batchLimits, type PushAnswer } from "../../../core/protocol/protocol.ts";
import type { Envelope } from "../../../core/trust/envelope.ts";
import { HttpError } from "../../httpError.ts";
import type { HubContext } from "../context.ts";
import type { Auth } from "../http/auth.ts";
import { unwrap } from "../http/refusals.ts";
import { type AcceptedBatch, type IngestResult, ingest } from "../journals/ingest.ts";
import { unpackBatch } from "../journals/unpackBatch.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Kiosk } from "../store/kiosks.ts";

/** Upload of a kiosk's journal. Repeating a request has no further effect. */
export function routeJournal(app: FastifyInstance, hub: HubContext, auth: Auth): void {
	const { store, signer, clock, random } = hub;
	app.addContentTypeParser(["application/x-ndjson"], { parseAs: "buffer" }, (_, body, done) => done(null, body));

	app.post("/v1/kiosks/:kiosk/journal", { bodyLimit: batchLimits.bytes }, async (request): Promise<PushAnswer> => {
		const sender = auth.requireSender(request);
		const { body } = request;
		if (!Buffer.isBuffer(body)) {
			throw new HttpError(415, "unsupportedType", "A journal is sent as application/x-ndjson.");
		}
		const lines = unwrap(await unpackBatch(body, request.headers["content-encoding"]));
		const ingested = ingest(store, sender, { texts: lines, isFromKiosk: true }, clock.nowMs(), toHex(random(16)));
		const { kiosk, incarnation, size, head, nonce } = unwrap(heldThrough(ingested, sender.kiosk));
		const checkpoint = await signer.signCheckpoint({ v: 1, kiosk, incarnation, size, head, nonce });
		if (ingested.kind === "closed") return unwrap<PushAnswer>(refuseClosed(ingested.by, sender.kiosk, checkpoint));
		return {
			checkpoint,
			nextBatchLines: batchLimits.lines,
			leastIntervalMs: 0,
			hubTimeMs: clock.nowMs(),
		};
	});
}

function heldThrough(ingested: IngestResult, { label }: Kiosk): AcceptedBatch | Refusal {
	switch (ingested.kind) {
		case "accepted":
			return ingested;
		case "outOfStep": {
			const { expected } = ingested;
			return refuse("outOfStep", `The hub waits for line ${expected} of ${label}. Send from there.`, { expected });
		}
		case "closed":
			return ingested.through;
		case "otherHistory":
			return refuse(
				"fork",
				`These lines of ${label} follow lines that are not the hub's. Nothing was taken of them; send the journal from its first line.`,
				{ expected: 1 },
			);
		case "broken":
			return refuse(
				"brokenLine",
				`Line ${ingested.position + 1} of this batch of ${label} fails by its ${ingested.why}. Nothing was taken; the union must look at this window.`,
			);
		case "foreign":
			return refuse(
				"foreignLine",
				`Line ${ingested.position + 1} of this batch is not of ${label}. Nothing was taken; a kiosk sends only its own journal.`,
			);
	}
}

/** The lines sent were stored, but the kiosk must not write more to this incarnation. */
function refuseClosed(by: "fork" | "successor", { label }: Kiosk, checkpoint: Envelope): Refusal {
	const why = by === "fork" ? "has two histories" : "has a successor";
	const message = `The journal of ${label} ${why} and is closed. These lines are held and count; take a new incarnation before writing more.`;
	return refuse(by === "fork" ? "fork" : "incarnationClosed", message, { checkpoint });
}
