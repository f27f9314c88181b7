import { fromBase64, fromHex } from "../../../../core/bytes/bytes.ts";
import type { PublicKey } from "../../../../core/identity.ts";
import { Envelope, encodePreAuthentication, type Root } from "../../../../core/trust/envelope.ts";
import { pairOf, verify } from "../../../crypto/signature.ts";
import {
	fingerprintOfKey,
	fingerprintOfPayload,
	howFingerprintsAreMade,
	roleNames,
	tellProposal,
	tellRoot,
} from "../../../keys/describeProposal.ts";
import { OfflineKey } from "../../../keys/offlineKey.ts";
import { parseRoot, readRoot } from "../../../keys/rootChain.ts";
import { Proposal } from "../../../keys/rootProposal.ts";
import { Exposed, readSecret } from "../../../keys/secretFile.ts";
import { isFounded, readRoots } from "../../dataFolder.ts";
import { type Command, dataIn, dataOption, Failure, type Given, type Printed } from "../command.ts";
import { readBytes, readJson } from "./file.ts";
import { soundProposal } from "./sign.ts";

export const keysInspect: Command = {
	name: "keys inspect",
	operands: ["FILE"],
	summary: "say what a document or key file is, who signed it, and its fingerprint",
	options: [
		{ name: "root", value: "FILE", says: "the root to check signatures by (default the hub's newest)" },
		dataOption,
	],
	example: "pailou keys inspect /srv/pailou/roots/1.json",
	async run(given) {
		const path = given.operands[0] ?? "";
		const { json, text } = inspect(given, path);
		return { json, text: `${text}\n${howFingerprintsAreMade}` };
	},
};

function inspect(given: Given, path: string): Printed {
	const value = readJson(path);
	if (value === undefined) return inspectPrivate(path, rootBy(given));
	const key = OfflineKey.safeParse(value);
	if (key.success) return tellOffline(key.data, path);
	const proposal = Proposal.safeParse(value);
	if (proposal.success) {
		const read = soundProposal(proposal.data, path);
		const fingerprint = fingerprintOfPayload(read.payload);
		const json = { kind: "proposal", version: read.root.version, fingerprint, isComplete: read.isComplete };
		return { json, text: [...tellProposal(read), "It holds:", ...tellRoot(read.root)].join("\n") };
	}
	const envelope = Envelope.safeParse(value);
	if (envelope.success) return tellEnvelope(envelope.data, given);
	throw new Failure(`${path} is neither a document nor a key file of this version of Pailou.`);
}

function tellOffline(key: OfflineKey, path: string): Printed {
	readSecret(path);
	const fingerprint = fingerprintOfKey(key.publicKey);
	const { n, r, p } = key.scrypt;
	const text = `an offline key, version ${key.v}, under a passphrase (scrypt ${n}/${r}/${p}, AES-256-GCM)\n  ${fingerprint}`;
	return { json: { kind: "offlineKey", publicKey: key.publicKey, fingerprint }, text };
}

function inspectPrivate(path: string, root: Root | null): Printed {
	let publicKey: PublicKey;
	try {
		publicKey = pairOf(readBytes(path, readSecret)).publicKey;
	} catch (error) {
		if (error instanceof Failure || error instanceof Exposed) throw error;
		throw new Failure(`${path} is neither a document nor a key file of this version of Pailou.`);
	}
	const fingerprint = fingerprintOfKey(publicKey);
	const role = roleOf(root, publicKey);
	return {
		json: { kind: "privateKey", publicKey, fingerprint, role },
		text: `a private key, ${role}\n  ${fingerprint}`,
	};
}

function tellEnvelope(envelope: Envelope, given: Given): Printed {
	const payload = fromBase64(envelope.payload);
	if (payload === null) throw new Failure("This document's payload is not base64.");
	const root = rootBy(given);
	const itself = parseRoot(payload);
	const fingerprint = fingerprintOfPayload(payload);
	const keys = keysOf(itself, root);
	const signatures = signersOf(envelope, payload, keys).map((by) => ({
		by,
		isValid: by !== null,
		role: by === null ? null : roleOf(itself ?? root, by),
	}));
	const told = signatures.map(({ by, role }) =>
		by === null
			? "  a signature of no key known here: not valid"
			: `  signed by ${fingerprintOfKey(by)}, ${role}: valid`,
	);
	const what = itself === null ? [envelope.payloadType, ...fieldsOf(payload)] : tellRoot(itself);
	const own = itself === null ? [] : [tellOwn(envelope)];
	const json = {
		kind: itself === null ? envelope.payloadType : "root",
		fingerprint,
		signatures,
		version: itself?.version ?? null,
	};
	return { json, text: [...what, ...told, ...own, `  its fingerprint: ${fingerprint}`].join("\n") };
}

function tellOwn(envelope: Envelope): string {
	const read = readRoot(envelope);
	return "kind" in read ? `  not a root to be used: ${read.why}` : "  enough of its own root keys have signed it";
}

/** For each signature the key that made it, or null. */
function signersOf(envelope: Envelope, payload: Uint8Array, keys: readonly PublicKey[]): readonly (PublicKey | null)[] {
	const message = encodePreAuthentication(envelope.payloadType, payload);
	return envelope.signatures.map(({ sig }) => {
		const signature = fromBase64(sig) ?? new Uint8Array();
		return keys.find((key) => verify(fromHex(key) ?? new Uint8Array(), message, signature)) ?? null;
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

function rootBy(given: Given): Root | null {
	const path = given.option("root");
	if (path !== null)
		return parseRoot(fromBase64(Envelope.safeParse(readJson(path)).data?.payload ?? "") ?? new Uint8Array());
	return isFounded(dataIn(given)) ? readRoots(dataIn(given)).newest().root : null;
}

/** The plain fields of any document: version, venue, day. */
function fieldsOf(payload: Uint8Array): readonly string[] {
	const value: unknown = JSON.parse(Buffer.from(payload).toString("utf8"));
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value)
		.filter(([, field]) => ["string", "number"].includes(typeof field))
		.map(([name, field]) => `  ${name}: ${String(field).slice(0, 100)}`);
}
