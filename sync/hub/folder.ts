import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decodeText, fromBase64 } from "../../core/bytes.ts";
import { Envelope, Root } from "../../core/trust.ts";
import type { KeyPair } from "../signature.ts";
import { type Foundation, type Keyring, type OnlineRole, onlineRoles } from "./keys.ts";

/** A hub's data folder: `root.json`, `keys/`, `officer.token`, `hub.sqlite`, and `offline/` until it is taken away. */
export type Folder = { readonly keyring: Keyring; readonly officerToken: string; readonly database: string };

export function isFounded(data: string): boolean {
	return existsSync(join(data, "root.json"));
}

/** Writes a new authority. `root.json` comes last: a folder that has it has everything. */
export function writeFolder(data: string, { keyring, offline }: Foundation, officerToken: string): void {
	mkdirSync(data, { recursive: true, mode: 0o700 });
	for (const sub of ["keys", "offline"]) mkdirSync(join(data, sub), { recursive: true, mode: 0o700 });
	for (const role of onlineRoles) writeSecret(keyFile(data, role), keyring[role].pkcs8);
	for (const [i, pair] of offline.entries()) writeSecret(join(data, "offline", `root-${i + 1}.pkcs8`), pair.pkcs8);
	writeSecret(tokenFile(data), `${officerToken}\n`);
	writeFileSync(join(data, "root.json"), `${JSON.stringify(keyring.root)}\n`);
}

export function readFolder(data: string): Folder {
	const root = Envelope.parse(JSON.parse(readFileSync(join(data, "root.json"), "utf8")));
	const { roles } = Root.parse(JSON.parse(decodeText(fromBase64(root.payload) ?? new Uint8Array())));
	const pairOf = (role: OnlineRole): KeyPair => {
		const publicKey = roles[role].keys[0];
		if (publicKey === undefined) throw new Error(`The root names no key for ${role}.`);
		return { publicKey, pkcs8: readFileSync(keyFile(data, role)) };
	};
	const keyring: Keyring = {
		root,
		issuer: pairOf("issuer"),
		allocator: pairOf("allocator"),
		timestamp: pairOf("timestamp"),
		roster: pairOf("roster"),
	};
	return {
		keyring,
		officerToken: readFileSync(tokenFile(data), "utf8").trim(),
		database: join(data, "hub.sqlite"),
	};
}

export function tokenFile(data: string): string {
	return join(data, "officer.token");
}

function keyFile(data: string, role: OnlineRole): string {
	return join(data, "keys", `${role}.pkcs8`);
}

/** For its owner's eyes only, also where a file of that name had other rights. */
function writeSecret(path: string, content: string | Uint8Array): void {
	writeFileSync(path, content, { mode: 0o600 });
	chmodSync(path, 0o600);
}
