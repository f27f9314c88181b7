import { type Sign, toHex } from "../../core/bytes/bytes.ts";
import type { EnrolmentOutcome, HubTrouble } from "../../core/contract/contract.ts";
import type { NetworkTrouble } from "../../core/contract/network.ts";
import type { Digest, PublicKey } from "../../core/identity.ts";
import { readEnrolmentCode } from "../../core/protocol/enrolmentCode.ts";
import { buildPossessionMessage, EnrolmentAnswer, paths } from "../../core/protocol/protocol.ts";
import type { Envelope } from "../../core/trust/envelope.ts";
import { openPinnedRoot, type Root } from "../../core/trust/root.ts";
import { crypto } from "../crypto/signature.ts";
import { type HubEndpoint, requestJson } from "./hubRequest.ts";
import { buildPost } from "./session.ts";

export type Enrolment = {
	readonly hub: string;
	readonly answer: EnrolmentAnswer;
	readonly root: Root;
	readonly rootEnvelope: Envelope;
	readonly rootDigest: Digest;
};

/** Exchanges a one-time enrolment code for an identity. The hub is trusted only if its root has the digest that the code pins. */
export async function enrol(
	text: string,
	device: { readonly publicKey: PublicKey; readonly sign: Sign },
	connect: (address: string) => HubEndpoint,
	nowMs: number,
): Promise<
	{ readonly kind: "enrolment"; readonly enrolment: Enrolment } | Extract<EnrolmentOutcome, { kind: "failed" }>
> {
	const code = readEnrolmentCode(text);
	if (code === null) return { kind: "failed", why: "notACode" };
	const possession = toHex(device.sign(buildPossessionMessage(code.ticket)));
	const request = { ticket: code.ticket, secret: code.secret, publicKey: device.publicKey, possession };
	const answered = await requestJson(connect(code.hub), buildPost(paths.enrolments, request), EnrolmentAnswer);
	if (answered.kind === "failed") return { kind: "failed", why: failureReasonOf(answered.trouble) };
	const opened = openPinnedRoot(answered.value.root, code.rootPin, nowMs, crypto);
	if (opened.kind === "untrusted") return { kind: "failed", why: "untrustedHub" };
	const enrolment = {
		hub: code.hub,
		answer: answered.value,
		root: opened.root,
		rootEnvelope: answered.value.root,
		rootDigest: opened.digest,
	};
	return { kind: "enrolment", enrolment };
}

function failureReasonOf(trouble: HubTrouble): NetworkTrouble | "slow" | "codeRefused" | "rubbish" {
	switch (trouble) {
		case "refused":
			return "codeRefused";
		case "outOfStep":
		case "internal":
			return "unreachable";
		default:
			return trouble;
	}
}
