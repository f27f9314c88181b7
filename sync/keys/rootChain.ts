import { decodeText, fromBase64 } from "../../core/bytes/bytes.ts";
import { Digest } from "../../core/identity.ts";
import { type Envelope, openEnvelope, payloadTypes } from "../../core/trust/envelope.ts";
import { Root } from "../../core/trust/root.ts";
import { crypto } from "../crypto/signature.ts";

/** A root with its bytes; `digest` is the SHA-256 of its exact payload. */
export type VerifiedRoot = { readonly envelope: Envelope; readonly root: Root; readonly digest: Digest };
export type InvalidRoot = { readonly kind: "unfit"; readonly why: string };
export type SuccessorCheck = { readonly kind: "follows"; readonly next: VerifiedRoot } | InvalidRoot;

/** Checks the shape of a root and that its own threshold has signed it. Whether to trust it is for the caller to decide. */
export function readRoot(envelope: Envelope): VerifiedRoot | InvalidRoot {
	const payload = fromBase64(envelope.payload);
	if (payload === null) return invalidRoot("its payload is not base64");
	const root = parseRoot(payload);
	if (root === null) return invalidRoot("it is not a root of this version of Pailou");
	const own = openEnvelope(envelope, payloadTypes.root, root.roles.root, crypto);
	if (own.kind === "untrusted") return invalidRoot("too few of its own root keys have signed it");
	return { envelope, root, digest: Digest.parse(Buffer.from(crypto.hash(payload)).toString("hex")) };
}

/** Accepts only the next version, signed by the threshold of the root before it and by its own. Expiry is checked separately. */
export function checkSuccessor(held: VerifiedRoot, envelope: Envelope): SuccessorCheck {
	const next = readRoot(envelope);
	if ("kind" in next) return next;
	const wanted = held.root.version + 1;
	if (next.root.version !== wanted) {
		return invalidRoot(`it is version ${next.root.version}, and after version ${held.root.version} comes ${wanted}`);
	}
	const before = openEnvelope(envelope, payloadTypes.root, held.root.roles.root, crypto);
	if (before.kind === "untrusted")
		return invalidRoot(`too few root keys of version ${held.root.version} have signed it`);
	return { kind: "follows", next };
}

/** Roots from the first to the newest, each verified as the successor of the one before. Throws when one is not. */
export function verifyChain(envelopes: readonly Envelope[]): readonly VerifiedRoot[] {
	const taken: VerifiedRoot[] = [];
	for (const envelope of envelopes) {
		const last = taken.at(-1);
		const following = last === undefined ? readRoot(envelope) : checkSuccessor(last, envelope);
		const next = "kind" in following && following.kind === "follows" ? following.next : following;
		if ("kind" in next) throw new Error(`Root ${taken.length + 1} of this hub cannot be used: ${next.why}.`);
		taken.push(next);
	}
	return taken;
}

export function parseRoot(payload: Uint8Array): Root | null {
	try {
		return Root.parse(JSON.parse(decodeText(payload)));
	} catch {
		// Not UTF-8, not JSON, or not of the shape.
		return null;
	}
}

function invalidRoot(why: string): InvalidRoot {
	return { kind: "unfit", why };
}
