import { fromBase64, fromHex } from "../../../../core/bytes/bytes.ts";
import type { PublicKey } from "../../../../core/identity.ts";
import { Envelope, encodePreAuthentication } from "../../../../core/trust/envelope.ts";
import type { Root } from "../../../../core/trust/root.ts";
import { crypto, keyPairOf } from "../../../crypto/signature.ts";
import {
	describeProposal,
	describeRoot,
	fingerprintExplanation,
	fingerprintOfKey,
	fingerprintOfPayload,
	roleNames,
} from "../../../keys/describeProposal.ts";
import { OfflineKey } from "../../../keys/offlineKey.ts";
import { parseRoot, readRoot } from "../../../keys/rootChain.ts";
import { RootProposal } from "../../../keys/rootProposal.ts";
import { InsecurePermissionsError, readSecret } from "../../../keys/secretFile.ts";
import { isInitialised, readRoots } from "../../dataFolder.ts";
import {
	type Command,
	CommandError,
	type CommandOutput,
	dataFolderOf,
	dataOption,
	type ParsedArguments,
} from "../command.ts";
import { readBytes, readJson } from "./jsonFile.ts";
import { requireValidProposal } from "./sign.ts";

export const keysInspectCommand: Command = {
	name: "keys inspect",
	operands: ["FILE"],
	summary: "show what a document or key file is, who signed it, and its fingerprint",
	options: [
		{ name: "root", value: "FILE", says: "the root to check signatures by (default the hub's newest)" },
		dataOption,
	],
	example: "pailou keys inspect /srv/pailou/roots/1.json",
	async run(given) {
		const path = given.operands[0] ?? "";
		const { json, text } = inspect(given, path);
		return { json, text: `${text}\n${fingerprintExplanation}` };
	},
};

function inspect(given: ParsedArguments, path: string): CommandOutput {
	const value = readJson(path);
	if (value === undefined) return describePrivateKey(path, readReferenceRoot(given));
	const key = OfflineKey.safeParse(value);
	if (key.success) return describeOfflineKey(key.data, path);
	const proposal = RootProposal.safeParse(value);
	if (proposal.success) {
		const read = requireValidProposal(proposal.data, path);
		const fingerprint = fingerprintOfPayload(read.payload);
		const json = { kind: "proposal", version: read.root.version, fingerprint, isComplete: read.isComplete };
		return { json, text: [...describeProposal(read), "It holds:", ...describeRoot(read.root)].join("\n") };
	}
	const envelope = Envelope.safeParse(value);
	if (envelope.success) return describeEnvelope(envelope.data, given);
	throw new CommandError(`${path} is neither a document nor a key file of this version of Pailou.`);
}

function describeOfflineKey(key: OfflineKey, path: string): CommandOutput {
	readSecret(path);
	const fingerprint = fingerprintOfKey(key.publicKey);
	const { n, r, p } = key.scrypt;
	const text = `an offline key, version ${key.v}, under a passphrase (scrypt ${n}/${r}/${p}, AES-256-GCM)\n  ${fingerprint}`;
	return { json: { kind: "offlineKey", publicKey: key.publicKey, fingerprint }, text };
}

function describePrivateKey(path: string, root: Root | null): CommandOutput {
	let publicKey: PublicKey;
	try {
		publicKey = keyPairOf(readBytes(path, readSecret)).publicKey;
	} catch (error) {
		if (error instanceof CommandError || error instanceof InsecurePermissionsError) throw error;
		throw new CommandError(`${path} is neither a document nor a key file of this version of Pailou.`);
	}
	const fingerprint = fingerprintOfKey(publicKey);
	const role = roleOf(root, publicKey);
	return {
		json: { kind: "privateKey", publicKey, fingerprint, role },
		text: `a private key, ${role}\n  ${fingerprint}`,
	};
}

function describeEnvelope(envelope: Envelope, given: ParsedArguments): CommandOutput {
	const payload = fromBase64(envelope.payload);
	if (payload === null) throw new CommandError("This document's payload is not base64.");
	const root = readReferenceRoot(given);
	const itself = parseRoot(payload);
	const fingerprint = fingerprintOfPayload(payload);
	const keys = keysOf(itself, root);
	const signatures = findSigningKeys(envelope, payload, keys).map((by) => ({
		by,
		isValid: by !== null,
		role: by === null ? null : roleOf(itself ?? root, by),
	}));
	const told = signatures.map(({ by, role }) =>
		by === null
			? "  a signature of no key known here: not valid"
			: `  signed by ${fingerprintOfKey(by)}, ${role}: valid`,
	);
	const what = itself === null ? [envelope.payloadType, ...fieldsOf(payload)] : describeRoot(itself);
	const own = itself === null ? [] : [describeOwnSignatures(envelope)];
	const json = {
		kind: itself === null ? envelope.payloadType : "root",
		fingerprint,
		signatures,
		version: itself?.version ?? null,
	};
	return { json, text: [...what, ...told, ...own, `  its fingerprint: ${fingerprint}`].join("\n") };
}

function describeOwnSignatures(envelope: Envelope): string {
	const read = readRoot(envelope);
	return "kind" in read ? `  not a root to be used: ${read.why}` : "  enough of its own root keys have signed it";
}

/** For each signature the key that made it, or null. */
function findSigningKeys(
	envelope: Envelope,
	payload: Uint8Array,
	keys: readonly PublicKey[],
): readonly (PublicKey | null)[] {
	const message = encodePreAuthentication(envelope.payloadType, payload);
	return envelope.signatures.map(({ sig }) => {
		const signature = fromBase64(sig) ?? new Uint8Array();
		return keys.find((key) => crypto.verify(fromHex(key) ?? new Uint8Array(), message, signature)) ?? null;
	});
}

function keysOf(...roots: readonly (Root | null)[]): readonly PublicKey[] {
	return roots.flatMap((root) => (root === null ? [] : roleNames.flatMap((name) => root.roles[name].keys)));
}

function roleOf(root: Root | null, key: PublicKey): string {
	const role = roleNames.find((name) => root?.roles[name].keys.includes(key));
	if (role === undefined || root === null) return "of no role in the root";
	return `${role} of root ${root.version}`;
}

function readReferenceRoot(given: ParsedArguments): Root | null {
	const path = given.option("root");
	if (path !== null)
		return parseRoot(fromBase64(Envelope.safeParse(readJson(path)).data?.payload ?? "") ?? new Uint8Array());
	return isInitialised(dataFolderOf(given)) ? readRoots(dataFolderOf(given)).newest().root : null;
}

/** The fields of any document that are text or numbers: version, venue, day and others. */
function fieldsOf(payload: Uint8Array): readonly string[] {
	const value: unknown = JSON.parse(Buffer.from(payload).toString("utf8"));
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value)
		.filter(([, field]) => ["string", "number"].includes(typeof field))
		.map(([name, field]) => `  ${name}: ${String(field).slice(0, 100)}`);
}
