import { join } from "node:path";
import { toBase64Url } from "../../../../core/bytes/bytes.ts";
import { fingerprintOfPayload, howFingerprintsAreMade } from "../../../keys/describeProposal.ts";
import { found } from "../../../keys/keys.ts";
import { ceremonyCost, lockKey, type OfflineKey } from "../../../keys/offlineKey.ts";
import { makePrivateFolder, writeSecret } from "../../../keys/secretFile.ts";
import { systemClock, systemRandom } from "../../../system.ts";
import { isFounded, offlineFolder, tokenFile, writeFolder } from "../../dataFolder.ts";
import { payloadDigest } from "../../signing/signer.ts";
import { type Command, dataIn, dataOption, Failure, type Given, type Printed } from "../command.ts";
import { choosePassphrase, passphraseOption } from "./passphrase.ts";

export const init: Command = {
	name: "init",
	operands: [],
	summary: "make a new hub, as keys init does; with nobody to ask, the passphrase is made and laid beside the keys",
	options: [dataOption, passphraseOption],
	example: "pailou init --data /srv/pailou",
	async run(given) {
		const data = newFolder(given);
		if (given.option(passphraseOption.name) !== null || process.stdin.isTTY) return ceremony(given, data);
		return foundBeside(data, toBase64Url(systemRandom(18)), ceremonyCost);
	},
};

export const keysInit: Command = {
	name: "keys init",
	operands: [],
	summary:
		"make a new hub's keys: three offline root keys under passphrases, the online keys, root 1, the officer's token",
	options: [dataOption, passphraseOption],
	example: "pailou keys init --data /srv/pailou",
	run: (given) => ceremony(given, newFolder(given)),
};

/** With the passphrase in a file beside the keys: for a demonstration, or until somebody parts them. */
export async function foundBeside(data: string, passphrase: string, cost: number): Promise<Printed> {
	const made = await foundIn(data, [passphrase, passphrase, passphrase], cost);
	const file = join(offlineFolder(data), "passphrase");
	writeSecret(file, `${passphrase}\n`);
	return {
		json: { ...made.json, passphraseFile: file },
		text: `${made.text}\nTheir passphrase lies in ${file}: part it from them.`,
	};
}

async function ceremony(given: Given, data: string): Promise<Printed> {
	const passphrases: string[] = [];
	for (const n of [1, 2, 3]) passphrases.push(await choosePassphrase(given, `root key ${n} of 3`));
	return foundIn(data, passphrases, ceremonyCost);
}

async function foundIn(data: string, passphrases: readonly string[], cost: number) {
	const foundation = found(systemClock.nowMs(), systemRandom);
	makePrivateFolder(data);
	const { keyring } = foundation;
	const locked: OfflineKey[] = [];
	// One after the other: each takes 128 MiB for its half second.
	for (const [i, pair] of foundation.offline.entries())
		locked.push(await lockKey(pair, passphrases[i] ?? "", cost, systemRandom));
	writeFolder(data, foundation, locked, toBase64Url(systemRandom(32)));
	const rootDigest = payloadDigest(keyring.root);
	const fingerprint = fingerprintOfPayload(Buffer.from(keyring.root.payload, "base64"));
	const offline = offlineFolder(data);
	const text = [
		`A new hub is in ${data}.`,
		`Its root's fingerprint: ${fingerprint}`,
		`${howFingerprintsAreMade} Write it down; pailou keys inspect prints it again. Every enrolment code carries ${rootDigest.slice(0, 32)}.`,
		`Take ${offline} away now: its three root keys, of which two must sign, belong on media kept apart and locked up.`,
		`The signer's keys are in ${join(data, "signer")}. Officers show the token in ${tokenFile(data)}.`,
	].join("\n");
	return { json: { data, rootDigest, fingerprint, offline, officerToken: tokenFile(data) }, text };
}

function newFolder(given: Given): string {
	const data = dataIn(given);
	if (!isFounded(data)) return data;
	throw new Failure(`There is a hub in ${data} already. Its keys are not written over; choose another folder.`);
}
