import { areBytesEqual, fromBase64 } from "../../core/bytes/bytes.ts";
import { Envelope } from "../../core/trust/envelope.ts";
import type { Acceptance } from "../../core/trust/trustState.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import {
	acceptAll,
	acceptDocument,
	acceptMsOf,
	acceptRoot,
	enrolledState,
	type PublishedDocuments,
	publish,
} from "../core/trust/publishedDocuments.ts";
import { rootEnvelope } from "../core/venueDay.ts";
import type { FuzzTarget } from "./target.ts";

/** Every signed document: a payload other than the sample's must be refused. */
export function createDocumentTargets(): readonly FuzzTarget[] {
	const first = publish(1);
	const second = publish(2);
	const held = acceptAll(enrolledState, first, acceptMsOf(1));
	const named = acceptDocument(held, "timestamp", second, acceptMsOf(2));
	if (named.kind === "untrusted") throw new Error(named.why);
	return [
		documentTarget("timestamp", second, (envelope) =>
			acceptDocument(held, "timestamp", { ...second, timestamp: envelope as Envelope }, acceptMsOf(2)),
		),
		...(["roster", "revocations", "header"] as const).map((name) =>
			documentTarget(name, second, (envelope) =>
				acceptDocument(named.held, name, { ...second, [name]: envelope as Envelope }, acceptMsOf(2)),
			),
		),
		rootTarget(),
	];
}

function documentTarget(
	name: keyof PublishedDocuments,
	from: PublishedDocuments,
	takeIt: (envelope: unknown) => Acceptance,
): FuzzTarget {
	const payload = from[name].payload;
	return {
		name,
		samples: [Buffer.from(JSON.stringify(from[name]))],
		forgedOutcome: "believed",
		decode(bytes) {
			const envelope = jsonOf(bytes);
			const taking = takeIt(envelope);
			if (taking.kind === "untrusted") return taking.why;
			// The same signed payload in another envelope (a changed key id, white space) is the same document.
			return isSame(envelope, payload) ? "a sample" : "believed";
		},
	};
}

function rootTarget(): FuzzTarget {
	return {
		name: "root",
		samples: [Buffer.from(JSON.stringify(rootEnvelope))],
		forgedOutcome: "believed",
		decode(bytes) {
			const envelope = jsonOf(bytes);
			const taking = acceptRoot(enrolledState, envelope, crypto);
			if (taking.kind === "untrusted") return taking.why;
			return isSame(envelope, rootEnvelope.payload) ? "a sample" : "believed";
		},
	};
}

function isSame(envelope: unknown, payload: string): boolean {
	const shown = fromBase64(Envelope.safeParse(envelope).data?.payload ?? "");
	const signed = fromBase64(payload);
	return shown !== null && signed !== null && areBytesEqual(shown, signed);
}

function jsonOf(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(Buffer.from(bytes).toString("utf8"));
	} catch {
		return undefined;
	}
}
