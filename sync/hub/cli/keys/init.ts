import { join } from "node:path";
import { toBase64Url } from "../../../../core/bytes/bytes.ts";
import { createAuthority } from "../../../keys/authority.ts";
import { fingerprintExplanation, fingerprintOfPayload } from "../../../keys/describeProposal.ts";
import { encryptKey, type OfflineKey, offlineScryptCost } from "../../../keys/offlineKey.ts";
import { createPrivateFolder, writeSecret } from "../../../keys/secretFile.ts";
import { systemClock, systemRandom } from "../../../system.ts";
import { isInitialised, officerTokenPath, offlineFolder, writeDataFolder } from "../../dataFolder.ts";
import { payloadDigest } from "../../signing/signer.ts";
import {
	type Command,
	CommandError,
	type CommandOutput,
	dataFolderOf,
	dataOption,
	type ParsedArguments,
} from "../command.ts";
import { choosePassphrase, passphraseOption } from "./passphrase.ts";
import { createSecrets } from "./replace.ts";

export const initCommand: Command = {
	name: "init",
	operands: [],
	summary:
		"make a new hub, as keys init does; without a terminal, a passphrase is generated and stored beside the keys",
	options: [dataOption, passphraseOption],
	example: "pailou init --data /srv/pailou",
	async run(given) {
		const data = requireNewFolder(given);
		if (given.option(passphraseOption.name) !== null || process.stdin.isTTY) return runKeyCeremony(given, data);
		return initWithStoredPassphrase(data, toBase64Url(systemRandom(18)), offlineScryptCost);
	},
};

export const keysInitCommand: Command = {
	name: "keys init",
	operands: [],
	summary:
		"make a new hub's keys: three offline root keys under passphrases, the online keys, root 1, the officer's token",
	options: [dataOption, passphraseOption],
	example: "pailou keys init --data /srv/pailou",
	run: (given) => runKeyCeremony(given, requireNewFolder(given)),
};

/** Stores the passphrase in a file beside the keys: for a demonstration, or until somebody separates them. */
export async function initWithStoredPassphrase(data: string, passphrase: string, cost: number): Promise<CommandOutput> {
	const made = await initDataFolder(data, [passphrase, passphrase, passphrase], cost);
	const file = join(offlineFolder(data), "passphrase");
	writeSecret(file, `${passphrase}\n`);
	return {
		json: { ...made.json, passphraseFile: file },
		text: `${made.text}\nTheir passphrase is in ${file}: move it to another place.`,
	};
}

async function runKeyCeremony(given: ParsedArguments, data: string): Promise<CommandOutput> {
	const passphrases: string[] = [];
	for (const n of [1, 2, 3]) passphrases.push(await choosePassphrase(given, `root key ${n} of 3`));
	return initDataFolder(data, passphrases, offlineScryptCost);
}

async function initDataFolder(data: string, passphrases: readonly string[], cost: number) {
	const authority = createAuthority(systemClock.nowMs(), systemRandom);
	createPrivateFolder(data);
	const { online: keyring } = authority;
	const locked: OfflineKey[] = [];
	// One at a time: scrypt takes 128 MiB for half a second.
	for (const [i, pair] of authority.offline.entries())
		locked.push(await encryptKey(pair, passphrases[i] ?? "", cost, systemRandom));
	writeDataFolder(data, authority, locked, createSecrets(systemRandom));
	const rootDigest = payloadDigest(keyring.root);
	const fingerprint = fingerprintOfPayload(Buffer.from(keyring.root.payload, "base64"));
	const offline = offlineFolder(data);
	const text = [
		`A new hub is in ${data}.`,
		`Its root's fingerprint: ${fingerprint}`,
		`${fingerprintExplanation} Write it down; pailou keys inspect prints it again. Every enrolment code carries ${rootDigest.slice(0, 32)}.`,
		`Take ${offline} away now: its three root keys, of which two must sign, belong on media kept apart and locked up.`,
		`The signer's keys are in ${join(data, "signer")}. Officers show the token in ${officerTokenPath(data)}.`,
	].join("\n");
	return { json: { data, rootDigest, fingerprint, offline, officerToken: officerTokenPath(data) }, text };
}

function requireNewFolder(given: ParsedArguments): string {
	const data = dataFolderOf(given);
	if (!isInitialised(data)) return data;
	throw new CommandError(`There is a hub in ${data} already. Its keys are not written over; choose another folder.`);
}
