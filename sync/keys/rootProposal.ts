import { z } from "zod";
import { encodeText, fromBase64, fromHex, toBase64 } from "../../core/bytes/bytes.ts";
import { PublicKey } from "../../core/identity.ts";
import { Envelope, encodePreAuthentication, payloadTypes, type Signatory } from "../../core/trust/envelope.ts";
import type { Root } from "../../core/trust/root.ts";
import { crypto } from "../crypto/signature.ts";
import { parseRoot, readRoot, type VerifiedRoot } from "./rootChain.ts";

/** A proposed root that key holders sign one after another, with the root it follows, so that each can see what changes. */
export const RootProposal = z.strictObject({
	v: z.literal(1),
	kind: z.literal("pailou root proposal"),
	previous: Envelope,
	payload: z.string().max(65_536),
	signatures: z.array(z.strictObject({ keyid: PublicKey, sig: z.string().max(256) })).max(16),
});
export type RootProposal = z.infer<typeof RootProposal>;

export type ParsedProposal = {
	readonly kind: "proposal";
	readonly previous: VerifiedRoot;
	readonly root: Root;
	readonly payload: Uint8Array;
	/** Root keys, of the present root and of the next, whose signatures verify. */
	readonly signed: { readonly present: readonly PublicKey[]; readonly next: readonly PublicKey[] };
	readonly isComplete: boolean;
};
export type InvalidProposal = { readonly kind: "unfit"; readonly why: string };

export function createProposal(previous: VerifiedRoot, root: Root): RootProposal {
	const payload = toBase64(encodeText(JSON.stringify(root)));
	return { v: 1, kind: "pailou root proposal", previous: previous.envelope, payload, signatures: [] };
}

export function readProposal(proposal: RootProposal): ParsedProposal | InvalidProposal {
	const previous = readRoot(proposal.previous);
	if ("kind" in previous) return { kind: "unfit", why: `the root it names as present cannot be used: ${previous.why}` };
	const payload = fromBase64(proposal.payload);
	const root = payload === null ? null : parseRoot(payload);
	if (payload === null || root === null) return { kind: "unfit", why: "what it proposes is not a root" };
	const wanted = previous.root.version + 1;
	if (root.version !== wanted) {
		return { kind: "unfit", why: `it proposes version ${root.version}, and ${wanted} comes next` };
	}
	const message = encodePreAuthentication(payloadTypes.root, payload);
	const signedBy = (key: PublicKey) =>
		proposal.signatures.some(({ sig }) => {
			const [publicKey, signature] = [fromHex(key), fromBase64(sig)];
			return publicKey !== null && signature !== null && crypto.verify(publicKey, message, signature);
		});
	const signed = {
		present: previous.root.roles.root.keys.filter(signedBy),
		next: root.roles.root.keys.filter(signedBy),
	};
	const isComplete =
		signed.present.length >= previous.root.roles.root.threshold && signed.next.length >= root.roles.root.threshold;
	return { kind: "proposal", previous, root, payload, signed, isComplete };
}

/** Adds one holder's signature; null when the key is a root key of neither root. */
export function addSignature(
	proposal: RootProposal,
	read: ParsedProposal,
	{ publicKey, sign: signWith }: Signatory,
): RootProposal | null {
	const hasSay = [...read.previous.root.roles.root.keys, ...read.root.roles.root.keys].includes(publicKey);
	if (!hasSay) return null;
	const sig = toBase64(signWith(encodePreAuthentication(payloadTypes.root, read.payload)));
	const others = proposal.signatures.filter((one) => one.sig !== sig);
	return { ...proposal, signatures: [...others, { keyid: publicKey, sig }] };
}

/** The envelope that hub and kiosks accept. */
export function envelopeOf({ payload, signatures }: RootProposal): Envelope {
	return { payloadType: payloadTypes.root, payload, signatures };
}
