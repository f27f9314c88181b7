import { fromBase64, sameBytes } from "../../core/bytes/bytes.ts";
import { Envelope } from "../../core/trust/envelope.ts";
import { takeRoot } from "../../core/trust/rootRotation.ts";
import type { Taking } from "../../core/trust/trustState.ts";
import { verify } from "../../sync/crypto/signature.ts";
import { type Edition, edition, enrolled, momentOf, take, takeAll } from "../core/trust/publications.ts";
import { rootEnvelope } from "../core/venueDay.ts";
import type { Target } from "./target.ts";

/** Every signed document: what is not the sample's own payload must not be believed. */
export function documentTargets(): readonly Target[] {
	const first = edition(1);
	const second = edition(2);
	const held = takeAll(enrolled, first, momentOf(1));
	const named = take(held, "timestamp", second, momentOf(2));
	if (named.kind === "untrusted") throw new Error(named.why);
	return [
		documentTarget("timestamp", second, (envelope) =>
			take(held, "timestamp", { ...second, timestamp: envelope as Envelope }, momentOf(2)),
		),
		...(["roster", "revocations", "header"] as const).map((name) =>
			documentTarget(name, second, (envelope) =>
				take(named.held, name, { ...second, [name]: envelope as Envelope }, momentOf(2)),
			),
		),
		rootTarget(),
	];
}

function documentTarget(name: keyof Edition, from: Edition, takeIt: (envelope: unknown) => Taking): Target {
	const payload = from[name].payload;
	return {
		name,
		samples: [Buffer.from(JSON.stringify(from[name]))],
		admission: "believed",
		decode(bytes) {
			const envelope = jsonOf(bytes);
			const taking = takeIt(envelope);
			if (taking.kind === "untrusted") return taking.why;
			// The same signed payload in another wrapping (a key id changed, white space) is the same document.
			return isSame(envelope, payload) ? "a sample" : "believed";
		},
	};
}

function rootTarget(): Target {
	return {
		name: "root",
		samples: [Buffer.from(JSON.stringify(rootEnvelope))],
		admission: "believed",
		decode(bytes) {
			const envelope = jsonOf(bytes);
			const taking = takeRoot(enrolled, envelope, momentOf(1), verify);
			if (taking.kind === "untrusted") return taking.why;
			return isSame(envelope, rootEnvelope.payload) ? "a sample" : "believed";
		},
	};
}

function isSame(envelope: unknown, payload: string): boolean {
	const shown = fromBase64(Envelope.safeParse(envelope).data?.payload ?? "");
	const signed = fromBase64(payload);
	return shown !== null && signed !== null && sameBytes(shown, signed);
}

function jsonOf(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(Buffer.from(bytes).toString("utf8"));
	} catch {
		return undefined;
	}
}
