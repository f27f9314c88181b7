import { decodeBase45, encodeBase45 } from "../bytes/base45.ts";
import {
	type Crypto,
	concat,
	encodeText,
	fromHex,
	isEqualInConstantTime,
	viewOf,
	withDomainPrefix,
} from "../bytes/bytes.ts";
import type { VoucherId } from "../identity.ts";
import { macLength, type Rotation, staticCodeLength, stepLength, voucherBodyLength } from "./voucher.ts";

/**
 * The code on a member's page changes with every step of 15 seconds, so that a photograph of it does not live long
 * (docs/formats.md, "Rotating code").
 */
export const rotationStepMs = 15_000;
/** How many steps the phone's clock and the kiosk's may differ, either way. */
export const toleratedSkewSteps = 2;

export function rotationStepAt(ms: number): number {
	return Math.floor(ms / rotationStepMs);
}

/** K_v = HMAC-SHA256(K_day, "kv" ‖ voucher id): the pass page holds K_v, never K_day. */
export function deriveVoucherKey(dayKey: Uint8Array, voucher: VoucherId, crypto: Crypto): Uint8Array {
	return crypto.mac(dayKey, concat(encodeText("kv"), fromHex(voucher) as Uint8Array));
}

function computeRotationMac(key: Uint8Array, covered: Uint8Array, crypto: Pick<Crypto, "mac">): Uint8Array {
	return crypto.mac(key, withDomainPrefix("rotate", covered)).subarray(0, macLength);
}

/**
 * The rotating code of one step, `V2:` and 168 characters, from the static code (`V1:` and 150). Throws when that is not
 * one. The member's page calls it too, and has no signature verification: it needs the MAC alone.
 */
export function writeRotatingCode(
	staticCode: string,
	key: Uint8Array,
	step: number,
	crypto: Pick<Crypto, "mac">,
): string {
	const fixed = staticCode.startsWith("V1:") ? decodeBase45(staticCode.slice(3)) : null;
	if (fixed?.length !== staticCodeLength) throw new Error("not the text of a static code");
	const steps = new Uint8Array(stepLength);
	viewOf(steps).setUint32(0, step);
	const covered = concat(fixed.subarray(0, voucherBodyLength), steps);
	return `V2:${encodeBase45(concat(fixed, steps, computeRotationMac(key, covered, crypto)))}`;
}

/** How the voucher was presented. Only a rotating code has a step; a kiosk without the day key cannot check its MAC. */
export type Presentation =
	| { readonly kind: "static" }
	| { readonly kind: "shortNumber" }
	| {
			readonly kind: "rotating";
			readonly step: number;
			readonly mac: "genuine" | "wrong" | "unknown";
			/** When it was scanned: the age of the code is judged at this time, however long the clerk takes. */
			readonly seenAtMs: number;
	  };

export const staticPresentation: Presentation = { kind: "static" };

export function checkRotation(
	rotation: Rotation | null,
	voucher: VoucherId,
	dayKey: Uint8Array | null,
	seenAtMs: number,
	crypto: Crypto,
): Presentation {
	if (rotation === null) return staticPresentation;
	const { step, covered } = rotation;
	if (dayKey === null) return { kind: "rotating", step, mac: "unknown", seenAtMs };
	const isGenuine = isEqualInConstantTime(
		computeRotationMac(deriveVoucherKey(dayKey, voucher, crypto), covered, crypto),
		rotation.mac,
	);
	return { kind: "rotating", step, mac: isGenuine ? "genuine" : "wrong", seenAtMs };
}

export type RotationRefusal =
	| { readonly reason: "rotationRequired"; readonly why: "staticCode" | "noDayKey" }
	| { readonly reason: "codeForged" }
	| { readonly reason: "codeConsumed" }
	| { readonly reason: "codeTooOld"; readonly skewSeconds: number }
	| { readonly reason: "codeFromFuture"; readonly skewSeconds: number };

/**
 * The step an admission consumes, and by how much the phone's clock was ahead of the window's (behind: negative), in
 * whole steps.
 */
export type ConsumedStep = { readonly step: number | null; readonly skewSeconds: number | null };

export type RotationDecision =
	| ({ readonly kind: "accepted" } & ConsumedStep)
	| { readonly kind: "refused"; readonly refusal: RotationRefusal };

export const acceptedWithoutStep: RotationDecision & { kind: "accepted" } = {
	kind: "accepted",
	step: null,
	skewSeconds: null,
};

/**
 * Decides whether this presentation of the code is valid. Only an admission consumes a step, so a retry after a failed
 * attempt passes. A short number has no code to rotate: it serves members whose phone is dead.
 */
export function decideRotation(shown: Presentation, isDemanded: boolean, lastStep: number | null): RotationDecision {
	if (shown.kind === "shortNumber") return acceptedWithoutStep;
	if (shown.kind === "static") {
		return isDemanded ? refuse({ reason: "rotationRequired", why: "staticCode" }) : acceptedWithoutStep;
	}
	if (shown.mac === "unknown")
		return isDemanded ? refuse({ reason: "rotationRequired", why: "noDayKey" }) : acceptedWithoutStep;
	if (shown.mac === "wrong") return refuse({ reason: "codeForged" });
	if (lastStep !== null && shown.step <= lastStep) return refuse({ reason: "codeConsumed" });
	const ahead = shown.step - rotationStepAt(shown.seenAtMs);
	const skewSeconds = (ahead * rotationStepMs) / 1000;
	if (ahead < -toleratedSkewSteps) return refuse({ reason: "codeTooOld", skewSeconds });
	if (ahead > toleratedSkewSteps) return refuse({ reason: "codeFromFuture", skewSeconds });
	return { kind: "accepted", step: shown.step, skewSeconds };
}

function refuse(refusal: RotationRefusal): RotationDecision {
	return { kind: "refused", refusal };
}
