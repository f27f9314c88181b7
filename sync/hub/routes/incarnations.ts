import type { FastifyInstance } from "fastify";
import { z } from "zod";
import {
	type HeadAnswer,
	type IncarnationAnswer,
	IncarnationRequest,
	type JournalAnswer,
} from "../../../core/protocol/protocol.ts";
import { HttpError, parseInput } from "../../httpError.ts";
import type { HubContext } from "../context.ts";
import type { Auth } from "../http/auth.ts";
import { unwrap } from "../http/refusals.ts";
import { readChain, sizeOf } from "../journals/chain.ts";
import { listHeldIncarnations, openNextIncarnation } from "../journals/incarnations.ts";

const Whole = z.coerce.number().int().nonnegative();
const JournalQuery = z.strictObject({ incarnation: Whole, after: Whole });
/** Seqs in one answer; a forked incarnation may have several lines for each. */
const seqsAnAnswer = 500;

/** Requests of a kiosk whose disk may have been restored: where its journal ends, a new incarnation, and lines it lost. */
export function routeIncarnations(app: FastifyInstance, hub: HubContext, auth: Auth): void {
	const { store, signer, clock } = hub;

	app.get("/v1/kiosks/:kiosk/head", async (request): Promise<HeadAnswer> => {
		const { kiosk, incarnation, size, head, nonce } = auth.requireLogin(request);
		const isOpen = store.incarnations.find(kiosk, incarnation)?.closedBy === null;
		return {
			checkpoint: await signer.signCheckpoint({ v: 1, kiosk, incarnation, size, head, nonce }),
			state: isOpen ? "open" : "closed",
			held: listHeldIncarnations(store, kiosk),
			hubTimeMs: clock.nowMs(),
		};
	});

	app.post("/v1/kiosks/:kiosk/incarnations", (request): z.infer<typeof IncarnationAnswer> => {
		const sender = auth.requireSender(request);
		const { incarnation } = unwrap(
			openNextIncarnation(hub, sender, parseInput(IncarnationRequest, request.body, "The request")),
		);
		return { incarnation, hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/kiosks/:kiosk/journal", (request): z.infer<typeof JournalAnswer> => {
		const { kiosk, label } = auth.requireLogin(request);
		const { incarnation, after } = parseInput(JournalQuery, request.query, "The question");
		const of = store.incarnations.find(kiosk, incarnation);
		if (of === null) throw new HttpError(404, "unknownIncarnation", `${label} has had no incarnation ${incarnation}.`);
		const size = sizeOf(readChain(store, of));
		const through = Math.max(after, Math.min(size, after + seqsAnAnswer));
		const lines = store.lines.listBetween(kiosk, incarnation, after, through).map(({ line }) => line);
		return { lines, through, size, hubTimeMs: clock.nowMs() };
	});
}
