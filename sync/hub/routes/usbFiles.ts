import type { FastifyInstance } from "fastify";
import { type AllocationsFile, JournalFile, mostUsbFileBytes } from "../../../core/protocol/usbFiles.ts";
import { parseInput } from "../../httpError.ts";
import type { SignedDocuments } from "../allocations/signedDocuments.ts";
import type { HubContext } from "../context.ts";
import type { Auth } from "../http/auth.ts";
import { unwrap } from "../http/refusals.ts";
import { exportListsFile, importJournalFile, type JournalImport } from "../usbFile.ts";

/** The files that an officer carries between the hub and a kiosk without a network. */
export function routeUsbFiles(
	app: FastifyInstance,
	hub: HubContext,
	auth: Auth,
	signedDocuments: SignedDocuments,
): void {
	const onRequest = async (request: Parameters<Auth["requireOfficer"]>[0]) => auth.requireOfficer(request);

	app.post("/v1/sticks", { onRequest, bodyLimit: mostUsbFileBytes }, async (request): Promise<JournalImport> => {
		return unwrap(await importJournalFile(hub, parseInput(JournalFile, request.body, "The journal file")));
	});

	app.get("/v1/sticks/:kiosk", { onRequest }, async (request): Promise<AllocationsFile> => {
		return unwrap(await exportListsFile(hub, signedDocuments, auth.requireKiosk(request)));
	});
}
