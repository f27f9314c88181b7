import { join } from "node:path";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { toHex } from "../../../core/bytes/bytes.ts";
import { passFolder } from "../../../core/protocol/passLink.ts";
import { type PassAnswer, paths } from "../../../core/protocol/protocol.ts";
import { HttpError } from "../../httpError.ts";
import { deriveRotationKey } from "../allocations/sealDaySecrets.ts";
import { placeOf } from "../bookings/issueVouchers.ts";
import { findByPassSecret } from "../bookings/passLinks.ts";
import { voucherStateOf } from "../bookings/voucherState.ts";
import type { HubContext } from "../context.ts";
import { bearerTokenOf, pathParameter } from "../http/auth.ts";
import { unwrap } from "../http/refusals.ts";
import { contentSecurityPolicy, readStaticFile, type StaticFile } from "../http/staticPages.ts";
import { publicSessionOf } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import type { IssuedVoucher } from "../store/vouchers.ts";

/** The page of a voucher, for whoever has its link. A voucher's id is in clear in every code, and opens nothing. */
export function routePass(app: FastifyInstance, hub: HubContext): void {
	const { store, signer, clock } = hub;

	app.get(paths.pass, async (request): Promise<PassAnswer> => {
		const issued = requireVoucher(store, request);
		const pass = { ...describePass(store, issued), hubTimeMs: clock.nowMs() };
		if (pass.state !== "live") return { ...pass, code: null, rotation: null };
		const key = deriveRotationKey(hub, issued);
		const code = unwrap(await signer.signVoucher({ ...issued, id: issued.voucher, rotating: key !== null }));
		return { ...pass, code, rotation: key === null ? null : toHex(key) };
	});

	app.get(passFolder, async (_, reply) => {
		const page = await requirePage(hub.pages, "pass", "pass.html");
		return reply.type(page.type).header("Content-Security-Policy", contentSecurityPolicy).send(page.bytes);
	});

	app.get("/pass/worker.js", async (_, reply) => {
		const worker = await requirePage(hub.pages, "pass", "worker.js");
		return reply.type(worker.type).header("Content-Security-Policy", contentSecurityPolicy).send(worker.bytes);
	});

	app.get("/assets/:name", async (request, reply) => {
		const asset = await requirePage(hub.pages, "assets", pathParameter(request, "name"));
		// The build puts a hash of the content into every asset's name. A worker is governed by its own response's policy.
		reply
			.header("Cache-Control", "public, max-age=31536000, immutable")
			.header("Content-Security-Policy", contentSecurityPolicy);
		return reply.type(asset.type).send(asset.bytes);
	});
}

function requireVoucher(store: Store, request: FastifyRequest): IssuedVoucher {
	const issued = findByPassSecret(store, bearerTokenOf(request));
	if (issued === null)
		throw new HttpError(404, "unknownPass", "There is no such pass. Open the link in your booking's message again.");
	return issued;
}

function describePass(store: Store, issued: IssuedVoucher): Omit<PassAnswer, "code" | "rotation" | "hubTimeMs"> {
	const { venue, day, session, party } = issued;
	const host = store.venues.find(venue);
	const placed = store.sessions.find(venue, session);
	const timetabled = store.days.find(venue, day);
	if (host === null || placed === null || timetabled === null) {
		throw new Error(`Session ${session} of venue ${venue} has vouchers and is not in the programme.`);
	}
	const { programme } = timetabled;
	const told = { party, state: voucherStateOf(store, issued), programme, session: publicSessionOf(placed) };
	return { ...told, place: placeOf(issued, placed), venue: host.title, address: host.address };
}

async function requirePage(pages: string | null, folder: string, name: string): Promise<StaticFile> {
	if (pages === null) throw new HttpError(404, "noPages", "This hub serves no pages. Build them with npm run build.");
	const page = await readStaticFile(join(pages, folder), name);
	if (page !== null) return page;
	throw new HttpError(
		404,
		"noPage",
		`The page ${name.slice(0, 100)} is not there. Build the pages with npm run build.`,
	);
}
