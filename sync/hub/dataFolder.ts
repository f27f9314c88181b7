import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Envelope, type Signatory } from "../../core/trust/envelope.ts";
import { signerOf } from "../crypto/signature.ts";
import { type Authority, signerRoles } from "../keys/authority.ts";
import { readKey, writeKey } from "../keys/keyFile.ts";
import type { OfflineKey } from "../keys/offlineKey.ts";
import { openRootHistory, type RootHistory } from "../keys/rootHistory.ts";
import { createPrivateFolder, readSecret, writeSecret } from "../keys/secretFile.ts";
import { firstRootPath } from "../signer/signingKeys.ts";

/**
 * A hub's data folder: `roots/1.json` and on, `keys/` with the hub's own timestamp key, `officer.token`, `hub.sqlite`;
 * `signer/`, which the hub never reads; and `offline/` until it is taken away.
 */
export type DataFolder = {
	readonly roots: RootHistory;
	readonly timestampKey: (role: Parameters<typeof readKey>[2]) => Signatory | null;
	readonly officerToken: string;
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
	officerToken: string,
): void {
	for (const folder of [data, keysFolder(data), signerFolder(data), offlineFolder(data), join(data, "roots")]) {
		createPrivateFolder(folder);
	}
	for (const role of signerRoles) writeKey(signerFolder(data), role, keyring[role]);
	writeKey(keysFolder(data), "timestamp", keyring.timestamp);
	for (const [i, key] of offline.entries()) writeOfflineKey(join(offlineFolder(data), `root-${i + 1}.key`), key);
	writeSecret(officerTokenPath(data), `${officerToken}\n`);
	writeFileSync(firstRootPath(signerFolder(data)), `${JSON.stringify(keyring.root)}\n`);
	writeRoot(data, 1, keyring.root);
}

export function readDataFolder(data: string): DataFolder {
	return {
		roots: readRoots(data),
		timestampKey(role) {
			const pair = readKey(keysFolder(data), "timestamp", role);
			return pair === null ? null : { publicKey: pair.publicKey, sign: signerOf(pair.pkcs8) };
		},
		officerToken: readSecret(officerTokenPath(data)).toString("utf8").trim(),
		databasePath: join(data, "hub.sqlite"),
	};
}

/** Reads the roots and verifies their chain again: a file is trusted for its signatures, not for its place. */
export function readRoots(data: string): RootHistory {
	const envelopes: Envelope[] = [];
	for (let version = 1; existsSync(rootPath(data, version)); version++) {
		envelopes.push(Envelope.parse(JSON.parse(readFileSync(rootPath(data, version), "utf8"))));
	}
	return openRootHistory(envelopes, (version, envelope) => writeRoot(data, version, envelope));
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

/** Atomic, also when the power fails: written under another name, flushed, then renamed. */
function writeRoot(data: string, version: number, envelope: Envelope): void {
	const path = rootPath(data, version);
	const fd = openSync(`${path}.new`, "w");
	try {
		writeFileSync(fd, `${JSON.stringify(envelope)}\n`);
		fsyncSync(fd);
	} finally {
		closeSync(fd);
	}
	renameSync(`${path}.new`, path);
	fsyncFolder(join(data, "roots"));
}

/** A rename is durable once its folder is flushed. Windows cannot open folders. */
function fsyncFolder(folder: string): void {
	if (process.platform === "win32") return;
	const fd = openSync(folder, "r");
	try {
		fsyncSync(fd);
	} finally {
		closeSync(fd);
	}
}
