import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Envelope, type Signatory } from "../../core/trust/envelope.ts";
import { signerOf } from "../crypto/signature.ts";
import { replaceFile } from "../durableFile.ts";
import { DamagedFileError } from "../fileErrors.ts";
import { type Authority, signerRoles } from "../keys/authority.ts";
import { readKey, writeKey } from "../keys/keyFile.ts";
import type { OfflineKey } from "../keys/offlineKey.ts";
import { openRootHistory, type RootHistory } from "../keys/rootHistory.ts";
import { assertPrivateFolder, createPrivateFolder, readSecret, writeSecret } from "../keys/secretFile.ts";
import { firstRootPath } from "../signer/signingKeys.ts";
import { leastOfficerTokenLength } from "./http/auth.ts";
import { type Origins, readOrigins } from "./origins.ts";

export const linkKeyLength = 32;

/**
 * A hub's data folder: `roots/1.json` and on, `keys/` with the hub's own timestamp key and the key of passes' links,
 * `officer.token`, `origins.json`, `hub.sqlite`; `signer/`, which the hub never reads; and `offline/` until it is taken away.
 */
export type DataFolder = {
	readonly roots: RootHistory;
	readonly timestampKey: (role: Parameters<typeof readKey>[2]) => Signatory | null;
	readonly officerToken: string;
	readonly linkKey: Uint8Array;
	readonly origins: Origins;
	readonly databasePath: string;
};

export function isInitialised(data: string): boolean {
	return existsSync(rootPath(data, 1));
}

/** Writes the files of a new authority. The root is written last: a folder that has it is complete. */
export function writeDataFolder(
	data: string,
	{ online: keyring }: Authority,
	offline: readonly OfflineKey[],
	secrets: { readonly officerToken: string; readonly linkKey: Uint8Array },
): void {
	for (const folder of [data, keysFolder(data), signerFolder(data), offlineFolder(data), join(data, "roots")]) {
		createPrivateFolder(folder);
	}
	for (const role of signerRoles) writeKey(signerFolder(data), role, keyring[role]);
	writeKey(keysFolder(data), "timestamp", keyring.timestamp);
	for (const [i, key] of offline.entries()) writeOfflineKey(join(offlineFolder(data), `root-${i + 1}.key`), key);
	writeSecret(officerTokenPath(data), `${secrets.officerToken}\n`);
	writeSecret(linkKeyPath(data), secrets.linkKey);
	writeFileSync(firstRootPath(signerFolder(data)), `${JSON.stringify(keyring.root)}\n`);
	writeRoot(data, 1, keyring.root);
}

/** Refuses a folder that others may look into, and names any file in it that is empty or damaged. */
export function readDataFolder(data: string): DataFolder {
	assertPrivateFolder(data);
	return {
		roots: readRoots(data),
		timestampKey(role) {
			const pair = readKey(keysFolder(data), "timestamp", role);
			return pair === null ? null : { publicKey: pair.publicKey, sign: signerOf(pair.pkcs8) };
		},
		officerToken: readOfficerToken(officerTokenPath(data)),
		linkKey: readLinkKey(linkKeyPath(data)),
		origins: readOrigins(originsPath(data)),
		databasePath: join(data, "hub.sqlite"),
	};
}

/** Reads the roots and verifies their chain again: a file is trusted for its signatures, not for its place. */
export function readRoots(data: string): RootHistory {
	const envelopes: Envelope[] = [];
	for (let version = 1; existsSync(rootPath(data, version)); version++) {
		envelopes.push(readEnvelope(rootPath(data, version)));
	}
	return openRootHistory(envelopes, (version, envelope) => writeRoot(data, version, envelope));
}

/** The officer's token. Throws for one that is too short to be a secret: with an empty one, everybody would be an officer. */
export function readOfficerToken(path: string): string {
	const token = readSecret(path).toString("utf8").trim();
	if (/^[!-~]+$/.test(token) && token.length >= leastOfficerTokenLength) return token;
	throw new DamagedFileError(
		`The officer's token in ${path} has ${token.length} characters, and must have ${leastOfficerTokenLength} or more, without spaces. Put it back from a backup, or make another with: pailou keys replace officer.token`,
	);
}

function readLinkKey(path: string): Uint8Array {
	const key = existsSync(path) ? readSecret(path) : new Uint8Array(0);
	if (key.length === linkKeyLength) return key;
	throw new DamagedFileError(
		`The key of the passes' links in ${path} has ${key.length} bytes of ${linkKeyLength}. Put it back from a backup; or make another with: pailou keys replace links.key. The links that members have still work then, but the hub cannot tell them again.`,
	);
}

function readEnvelope(path: string): Envelope {
	const text = readFileSync(path, "utf8");
	try {
		return Envelope.parse(JSON.parse(text));
	} catch {
		// Empty, cut off or of another shape.
		throw new DamagedFileError(
			`The root in ${path} cannot be read: the file is empty or damaged. Put it back from a backup.`,
		);
	}
}

export function writeOfflineKey(path: string, key: OfflineKey): void {
	writeSecret(path, `${JSON.stringify(key, null, "\t")}\n`);
}

export function rootPath(data: string, version: number): string {
	return join(data, "roots", `${version}.json`);
}

export function officerTokenPath(data: string): string {
	return join(data, "officer.token");
}

export function linkKeyPath(data: string): string {
	return join(keysFolder(data), "links.key");
}

export function originsPath(data: string): string {
	return join(data, "origins.json");
}

export function keysFolder(data: string): string {
	return join(data, "keys");
}

export function signerFolder(data: string): string {
	return join(data, "signer");
}

export function offlineFolder(data: string): string {
	return join(data, "offline");
}

/** A file that marks the folder as a demonstration's: its hub starts its own signer. */
export function demonstrationMarkerPath(data: string): string {
	return join(data, "demonstration.txt");
}

function writeRoot(data: string, version: number, envelope: Envelope): void {
	replaceFile(rootPath(data, version), `${JSON.stringify(envelope)}\n`);
}
