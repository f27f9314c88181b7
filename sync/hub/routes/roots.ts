import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { paths, type RootAnswer, type RootByVersionAnswer } from "../../../core/protocol/protocol.ts";
import { Envelope } from "../../../core/trust/envelope.ts";
import { admitShape, Refused } from "../../refused.ts";
import type { Surroundings } from "../context.ts";
import { type Gate, parameter } from "../http/auth.ts";

/** The roots, for anyone: each proves itself. A kiosk climbs from the one it holds, version by version. */
export function routeRoots(app: FastifyInstance, { roots, signer, clock }: Surroundings, gate: Gate): void {
	app.get(paths.newestRoot, (): RootAnswer => {
		const { root, digest, envelope } = roots.newest();
		return { version: root.version, digest, root: envelope, hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/roots/:version", (request, reply): z.infer<typeof RootByVersionAnswer> => {
		const version = parameter(request, "version");
		const taken = /^[1-9]\d{0,8}$/.test(version) ? roots.of(Number(version)) : null;
		if (taken === null) throw new Refused(404, "noRoot", `This hub has had no root ${version.slice(0, 20)}.`);
		reply.header("Cache-Control", "public, max-age=31536000, immutable");
		return { document: taken.envelope };
	});

	const onRequest = async (request: Parameters<Gate["officer"]>[0]) => gate.officer(request);
	app.post("/v1/roots", { onRequest, bodyLimit: 128 * 1024 }, async (request): Promise<RootAnswer> => {
		const next = roots.judge(admitShape(Envelope, request.body, "The root"), clock.nowMs());
		// The signer first: were it the other way round, what it signs until then would be believed by nobody.
		await signer.follow(next);
		roots.take(next);
		return { version: next.root.version, digest: next.digest, root: next.envelope, hubTimeMs: clock.nowMs() };
	});
}
