import { fromHex } from "../../core/bytes/bytes.ts";
import { computeFingerprint, fingerprintMethod } from "../../core/bytes/fingerprint.ts";
import type { PublicKey } from "../../core/identity.ts";
import type { Role } from "../../core/trust/envelope.ts";
import type { Root } from "../../core/trust/root.ts";
import { crypto } from "../crypto/signature.ts";
import type { ParsedProposal } from "./rootProposal.ts";

/** The text that key holders read before they sign a root, and compare afterwards. */
export const roleNames = ["root", "issuer", "allocator", "timestamp", "roster"] as const;
export type RoleName = (typeof roleNames)[number];

export const fingerprintExplanation = `A fingerprint is ${fingerprintMethod}: of a key's 32 bytes, or of a document's exact payload.`;

export function fingerprintOfKey(key: PublicKey): string {
	return computeFingerprint(fromHex(key) ?? new Uint8Array(), crypto);
}

export function fingerprintOfPayload(payload: Uint8Array): string {
	return computeFingerprint(payload, crypto);
}

export function describeRoot({ version, issuedAt, expiresAt, roles }: Root): readonly string[] {
	return [
		`root, version ${version}, issued ${formatDate(issuedAt)}, good until ${formatDate(expiresAt)}`,
		...roleNames.flatMap((name) => [
			`  ${name}: ${roles[name].threshold} of ${roles[name].keys.length}`,
			...roles[name].keys.map((key) => `    ${fingerprintOfKey(key)}`),
		]),
	];
}

/** Every difference between the proposed root and the root in force, and who has signed it. */
export function describeProposal({ previous, root, payload, signed, isComplete }: ParsedProposal): readonly string[] {
	const before = previous.root.roles;
	const changes = roleNames.flatMap((name) => describeRoleChange(name, before[name], root.roles[name]));
	const [has, needs] = [signed.present.length, before.root.threshold];
	const [hasNext, needsNext] = [signed.next.length, root.roles.root.threshold];
	return [
		`A proposal of root ${root.version}, to follow root ${previous.root.version}.`,
		`  its fingerprint:          ${fingerprintOfPayload(payload)}`,
		`  of the root in force:     ${fingerprintOfPayload(Buffer.from(previous.envelope.payload, "base64"))}`,
		`  issued ${formatDate(root.issuedAt)}, good until ${formatDate(root.expiresAt)} (the one in force: ${formatDate(previous.root.expiresAt)})`,
		...(changes.length === 0 ? ["  no key changes"] : changes),
		`  signed by ${has} of the ${needs} needed of the present root keys, ${hasNext} of the ${needsNext} needed of the next`,
		...[...new Set([...signed.present, ...signed.next])].map((key) => `    ${fingerprintOfKey(key)}`),
		isComplete ? "  complete: it may be published" : "  not complete: it needs more signatures",
	];
}

function describeRoleChange(name: RoleName, before: Role, after: Role): readonly string[] {
	const gone = before.keys.filter((key) => !after.keys.includes(key));
	const come = after.keys.filter((key) => !before.keys.includes(key));
	const lines = [
		...come.map((key) => `    comes ${fingerprintOfKey(key)}`),
		...gone.map((key) => `    goes  ${fingerprintOfKey(key)}`),
	];
	if (before.threshold !== after.threshold) {
		lines.push(`    the threshold was ${before.threshold} and becomes ${after.threshold}`);
	}
	return lines.length === 0 ? [] : [`  ${name} changes: ${after.threshold} of ${after.keys.length}`, ...lines];
}

function formatDate(ms: number): string {
	return new Date(ms).toISOString().slice(0, 10);
}
