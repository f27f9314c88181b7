import type { FastifyInstance } from "fastify";
import { z } from "zod";
import {
	type HeadAnswer,
	type IncarnationAnswer,
	IncarnationRequest,
	type JournalAnswer,
} from "../../../core/protocol/protocol.ts";
import { admitShape, Refused } from "../../refused.ts";
import type { Surroundings } from "../context.ts";
import type { Gate } from "../http/auth.ts";
import { chainOf, sizeOf } from "../journals/chain.ts";
import { succeed, tellHeld } from "../journals/incarnations.ts";

const Whole = z.coerce.number().int().nonnegative();
const JournalQuery = z.strictObject({ incarnation: Whole, after: Whole });
/** Seqs in one answer; a forked incarnation may have several lines of each. */
const seqsAnAnswer = 500;

/** What a kiosk asks whose disk may not be what it was: where its journal ends, a new one, and the lines it lost. */
export function routeIncarnations(app: FastifyInstance, hub: Surroundings, gate: Gate): void {
	const { store, signer, clock } = hub;

	app.get("/v1/kiosks/:kiosk/head", async (request): Promise<HeadAnswer> => {
		const { kiosk, incarnation, size, head, nonce } = gate.itself(request);
		const isOpen = store.incarnations.find(kiosk, incarnation)?.closedBy === null;
		return {
			checkpoint: await signer.sealCheckpoint({ v: 1, kiosk, incarnation, size, head, nonce }),
			state: isOpen ? "open" : "closed",
			held: tellHeld(store, kiosk),
			hubTimeMs: clock.nowMs(),
		};
	});

	app.post("/v1/kiosks/:kiosk/incarnations", (request): z.infer<typeof IncarnationAnswer> => {
		const sender = gate.sender(request);
		const { incarnation } = succeed(hub, sender, admitShape(IncarnationRequest, request.body, "The request"));
		return { incarnation, hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/kiosks/:kiosk/journal", (request): z.infer<typeof JournalAnswer> => {
		const { kiosk, label } = gate.itself(request);
		const { incarnation, after } = admitShape(JournalQuery, request.query, "The question");
		const of = store.incarnations.find(kiosk, incarnation);
		if (of === null) throw new Refused(404, "unknownIncarnation", `${label} has had no incarnation ${incarnation}.`);
		const size = sizeOf(chainOf(store, of));
		const through = Math.max(after, Math.min(size, after + seqsAnAnswer));
		const lines = store.lines.between(kiosk, incarnation, after, through).map(({ line }) => line);
		return { lines, through, size, hubTimeMs: clock.nowMs() };
	});
}
