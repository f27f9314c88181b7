import type { FastifyInstance } from "fastify";
import { toHex } from "../../../core/bytes.ts";
import { batchLimits, type PushAnswer } from "../../../core/protocol.ts";
import { unpackBatch } from "../batch.ts";
import type { Gate } from "../gate.ts";
import { type Ingested, ingest } from "../ingest.ts";
import { Refused } from "../refusal.ts";
import type { Kiosk } from "../store/kiosks.ts";
import type { Surroundings } from "../surroundings.ts";

/** A kiosk's journal comes in. The same bytes again get the same answer. */
export function routeJournal(app: FastifyInstance, hub: Surroundings, gate: Gate): void {
	const { store, signer, clock, random } = hub;
	app.addContentTypeParser(["application/x-ndjson"], { parseAs: "buffer" }, (_, body, done) => done(null, body));

	app.post("/v1/kiosks/:kiosk/journal", { bodyLimit: batchLimits.bytes }, async (request): Promise<PushAnswer> => {
		const sender = gate.itself(request);
		const { body } = request;
		if (!Buffer.isBuffer(body)) {
			throw new Refused(415, "unsupportedType", "A journal is sent as application/x-ndjson.");
		}
		const lines = await unpackBatch(body, request.headers["content-encoding"]);
		const ingested = ingest(store, sender, lines, clock.nowMs(), toHex(random(16)));
		const { kiosk, incarnation, size, head, nonce } = accepted(ingested, sender);
		return {
			checkpoint: await signer.sealCheckpoint({ v: 1, kiosk, incarnation, size, head, nonce }),
			nextBatchLines: batchLimits.lines,
			leastIntervalMs: 0,
			hubTimeMs: clock.nowMs(),
		};
	});
}

function accepted(ingested: Ingested, { label }: Kiosk): Kiosk {
	switch (ingested.kind) {
		case "accepted":
			return ingested.kiosk;
		case "outOfStep": {
			const { expected } = ingested;
			throw new Refused(409, "outOfStep", `The hub waits for line ${expected} of ${label}. Send from there.`, expected);
		}
		case "fork":
			throw new Refused(
				409,
				"fork",
				`Line ${ingested.seq} of ${label} is not the line the hub holds. Nothing was taken; the union must look at this window.`,
			);
		case "broken":
			throw new Refused(
				422,
				"brokenLine",
				`Line ${ingested.position + 1} of this batch of ${label} fails by its ${ingested.why}. Nothing was taken; the union must look at this window.`,
			);
		case "foreign":
			throw new Refused(
				422,
				"foreignLine",
				`Line ${ingested.position + 1} of this batch is not of ${label}. Nothing was taken; a kiosk sends only its own journal.`,
			);
	}
}
