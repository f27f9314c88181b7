import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Envelope, type Signatory } from "../../core/trust/envelope.ts";
import { type IssuerKey, issuerKeyOf } from "../../core/voucher/voucher.ts";
import { crypto, signerOf } from "../crypto/signature.ts";
import { DamagedFileError } from "../fileErrors.ts";
import type { SignerRole } from "../keys/authority.ts";
import { readKey } from "../keys/keyFile.ts";
import { readRoot, type VerifiedRoot } from "../keys/rootChain.ts";
import type { SignerDatabase } from "./signerDatabase.ts";

/** The root in force and, for each role the signer signs in, the key it names. */
export type SigningKeys = {
	readonly root: VerifiedRoot;
	readonly keys: Readonly<Record<SignerRole, Signatory>>;
	readonly issuer: IssuerKey;
};

/** Throws an error with a sentence for the operator when the folder lacks a key that the root names. */
export function readSigningKeys(folder: string, root: VerifiedRoot): SigningKeys {
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
	return { root, keys, issuer: issuerKeyOf(keys.issuer.publicKey, crypto) };
}

/** The root accepted last; before the first, the one that `keys init` wrote to the folder. */
export function readCurrentRoot(folder: string, database: SignerDatabase): VerifiedRoot {
	const envelope = database.root() ?? readFirstRoot(firstRootPath(folder));
	const read = readRoot(envelope);
	if ("kind" in read) throw new Error(`The signer's root cannot be used: ${read.why}.`);
	return read;
}

function readFirstRoot(path: string): Envelope {
	const text = readFileSync(path, "utf8");
	try {
		return Envelope.parse(JSON.parse(text));
	} catch {
		// Empty, cut off or of another shape.
		throw new DamagedFileError(
			`The signer's root in ${path} cannot be read: the file is empty or damaged. Put it back from a backup.`,
		);
	}
}

export function firstRootPath(folder: string): string {
	return join(folder, "root.json");
}
