import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Envelope, type Signatory } from "../../core/trust/envelope.ts";
import { type IssuerKey, issuerKeyOf } from "../../core/voucher/voucher.ts";
import { hash, signerOf } from "../crypto/signature.ts";
import { readKey } from "../keys/keyFile.ts";
import type { SignerRole } from "../keys/keys.ts";
import { readRoot, type TakenRoot } from "../keys/rootChain.ts";
import type { Memory } from "./signerDatabase.ts";

/** The root in force and, for each role the signer signs in, the key it names. */
export type Office = {
	readonly root: TakenRoot;
	readonly keys: Readonly<Record<SignerRole, Signatory>>;
	readonly issuer: IssuerKey;
};

/** Throws a sentence where a key the root names is not in the folder. */
export function openOffice(folder: string, root: TakenRoot): Office {
	const signatory = (role: SignerRole): Signatory => {
		const pair = readKey(folder, role, root.root.roles[role]);
		if (pair === null) {
			throw new Error(
				`The signer's folder ${folder} has no key that root ${root.root.version} names for ${role}. Put it there, or propose another with: pailou keys rotate --role ${role}`,
			);
		}
		return { publicKey: pair.publicKey, sign: signerOf(pair.pkcs8) };
	};
	const keys = { issuer: signatory("issuer"), allocator: signatory("allocator"), roster: signatory("roster") };
	return { root, keys, issuer: issuerKeyOf(keys.issuer.publicKey, hash) };
}

/** The root taken last; before there was one, that which `keys init` laid into the folder. */
export function rootHeld(folder: string, memory: Memory): TakenRoot {
	const envelope = memory.root() ?? Envelope.parse(JSON.parse(readFileSync(firstRootFile(folder), "utf8")));
	const read = readRoot(envelope);
	if ("kind" in read) throw new Error(`The signer's root cannot be used: ${read.why}.`);
	return read;
}

export function firstRootFile(folder: string): string {
	return join(folder, "root.json");
}
