import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { paths, type RootAnswer, type RootByVersionAnswer } from "../../../core/protocol/protocol.ts";
import { Envelope } from "../../../core/trust/envelope.ts";
import { HttpError, parseInput } from "../../httpError.ts";
import type { VerifiedRoot } from "../../keys/rootChain.ts";
import type { RootHistory } from "../../keys/rootHistory.ts";
import type { HubContext } from "../context.ts";
import { type Auth, pathParameter } from "../http/auth.ts";
import { unwrap } from "../http/refusals.ts";
import { type Refusal, refuse } from "../refusal.ts";

/** The roots, without a login: each is verified by its signatures. A kiosk advances from its own root version by version. */
export function routeRoots(app: FastifyInstance, { roots, signer, clock }: HubContext, auth: Auth): void {
	app.get(paths.newestRoot, (): RootAnswer => {
		const { root, digest, envelope } = roots.newest();
		return { version: root.version, digest, root: envelope, hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/roots/:version", (request, reply): z.infer<typeof RootByVersionAnswer> => {
		const version = pathParameter(request, "version");
		const taken = /^[1-9]\d{0,8}$/.test(version) ? roots.find(Number(version)) : null;
		if (taken === null) throw new HttpError(404, "noRoot", `This hub has had no root ${version.slice(0, 20)}.`);
		reply.header("Cache-Control", "public, max-age=31536000, immutable");
		return { document: taken.envelope };
	});

	const onRequest = async (request: Parameters<Auth["requireOfficer"]>[0]) => auth.requireOfficer(request);
	app.post("/v1/roots", { onRequest, bodyLimit: 128 * 1024 }, async (request): Promise<RootAnswer> => {
		const next = unwrap(checkNextRoot(roots, parseInput(Envelope, request.body, "The root"), clock.nowMs()));
		// The signer first: kiosks that follow the new root would reject what it still signs with the old keys.
		const refusal = await signer.adoptRoot(next);
		if (refusal !== null) unwrap(refusal);
		roots.append(next);
		return { version: next.root.version, digest: next.digest, root: next.envelope, hubTimeMs: clock.nowMs() };
	});
}

function checkNextRoot(roots: RootHistory, envelope: Envelope, nowMs: number): VerifiedRoot | Refusal {
	const next = roots.checkNext(envelope, nowMs);
	if (!("kind" in next)) return next;
	switch (next.kind) {
		case "unfit":
			return refuse("rootUnfit", `This root is not put in force: ${next.why}.`);
		case "expired":
			return refuse("rootExpired", "This root is not put in force: it has expired. Propose a new one.");
	}
}
