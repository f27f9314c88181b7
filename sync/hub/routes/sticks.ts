import type { FastifyInstance } from "fastify";
import { type AllocationsFile, JournalFile, mostUsbFileBytes } from "../../../core/protocol/usbFiles.ts";
import { admitShape } from "../../refused.ts";
import type { Attestation } from "../allocations/signedDocuments.ts";
import type { Surroundings } from "../context.ts";
import type { Gate } from "../http/auth.ts";
import { type CarriedIn, carryIn, carryOut } from "../usbFile.ts";

/** What an officer carries between the hub and a window that has no network. */
export function routeSticks(app: FastifyInstance, hub: Surroundings, gate: Gate, attestation: Attestation): void {
	const onRequest = async (request: Parameters<Gate["officer"]>[0]) => gate.officer(request);

	app.post("/v1/sticks", { onRequest, bodyLimit: mostUsbFileBytes }, (request): Promise<CarriedIn> => {
		return carryIn(hub, admitShape(JournalFile, request.body, "The journal file"));
	});

	app.get("/v1/sticks/:kiosk", { onRequest }, (request): Promise<AllocationsFile> => {
		return carryOut(hub, attestation, gate.named(request));
	});
}
