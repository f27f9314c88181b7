import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PublicKey } from "../../../../core/identity.ts";
import type { Role } from "../../../../core/trust/envelope.ts";
import type { Root } from "../../../../core/trust/root.ts";
import { createKeyPair } from "../../../crypto/signature.ts";
import { rootLifetimeMs } from "../../../keys/authority.ts";
import { describeProposal, fingerprintOfKey, type RoleName, roleNames } from "../../../keys/describeProposal.ts";
import { writeKey } from "../../../keys/keyFile.ts";
import { encryptKey, OfflineKey, offlineScryptCost } from "../../../keys/offlineKey.ts";
import { createProposal, readProposal } from "../../../keys/rootProposal.ts";
import { createPrivateFolder } from "../../../keys/secretFile.ts";
import { systemClock, systemRandom } from "../../../system.ts";
import {
	isInitialised,
	keysFolder,
	offlineFolder,
	readRoots,
	signerFolder,
	writeOfflineKey,
} from "../../dataFolder.ts";
import { type Command, CommandError, dataFolderOf, dataOption, type ParsedArguments, UsageError } from "../command.ts";
import { readJson } from "./jsonFile.ts";
import { choosePassphrase, passphraseOption } from "./passphrase.ts";

export const keysRotateCommand: Command = {
	name: "keys rotate",
	operands: [],
	summary: "propose the next root, with a new key for a role; offline keys must sign it before it is published",
	options: [
		{ name: "role", value: "ROLE", says: "root, issuer, allocator, timestamp or roster; several with commas" },
		{ name: "keep", value: "", says: "keep the present key beside the new one: codes already shown stay good" },
		{
			name: "old",
			value: "KEY",
			says: "with root: the key that goes, as its file or the beginning of its fingerprint",
		},
		{ name: "out", value: "FILE", says: "the proposal (default root-N.proposal.json in the data folder)" },
		dataOption,
		passphraseOption,
	],
	example: "pailou keys rotate --role allocator --data /srv/pailou",
	async run(given) {
		const data = dataFolderOf(given);
		if (!isInitialised(data))
			throw new CommandError(`There is no hub in ${data}. Make one with: pailou init --data ${data}`);
		const previous = readRoots(data).newest();
		const version = previous.root.version + 1;
		const out = given.option("out") ?? join(data, `root-${version}.proposal.json`);
		if (existsSync(out)) {
			throw new CommandError(`There is a proposal ${out} already. Finish it, or take it away and propose again.`);
		}
		const roles: Root["roles"] = { ...previous.root.roles };
		for (const role of parseRoles(given)) {
			roles[role] =
				role === "root"
					? await createNextRootRole(given, data, roles.root)
					: createNextRole(given, data, role, roles[role]);
		}
		const issuedAt = systemClock.nowMs();
		const root = { ...previous.root, version, issuedAt, expiresAt: issuedAt + rootLifetimeMs, roles };
		const proposal = createProposal(previous, root);
		writeFileSync(out, `${JSON.stringify(proposal, null, "\t")}\n`, { flag: "wx" });
		const read = readProposal(proposal);
		if (read.kind === "unfit") throw new Error(read.why);
		const text = `${describeProposal(read).join("\n")}\nHave it signed: pailou keys sign ${out} --key FILE`;
		return { json: { proposal: out, version }, text };
	},
};

function parseRoles(given: ParsedArguments): readonly RoleName[] {
	const text = given.option("role");
	if (text === null) throw new UsageError(`Say for which role: --role ${roleNames.join("|")}.`);
	return text.split(",").map((word) => {
		const role = roleNames.find((name) => name === word);
		if (role === undefined) throw new UsageError(`There is no role “${word}”: --role ${roleNames.join("|")}.`);
		return role;
	});
}

/** The new key comes first, because a signer that holds several keys of a role signs with the first. */
function createNextRole(
	given: ParsedArguments,
	data: string,
	role: Exclude<RoleName, "root">,
	{ threshold, keys }: Role,
): Role {
	const pair = createKeyPair(systemRandom);
	writeKey(role === "timestamp" ? keysFolder(data) : signerFolder(data), role, pair);
	return { threshold, keys: given.flag("keep") ? [pair.publicKey, ...keys] : [pair.publicKey] };
}

async function createNextRootRole(given: ParsedArguments, data: string, { threshold, keys }: Role): Promise<Role> {
	const old = findOldKey(given, keys);
	const pair = createKeyPair(systemRandom);
	const folder = offlineFolder(data);
	createPrivateFolder(folder);
	const number = nextNumber(readdirSync(folder), keys.length);
	const path = join(folder, `root-${number}.key`);
	const passphrase = await choosePassphrase(given, `root key ${number}`);
	writeOfflineKey(path, await encryptKey(pair, passphrase, offlineScryptCost, systemRandom));
	process.stderr.write(`The new root key ${fingerprintOfKey(pair.publicKey)} is in ${path}: take it away.\n`);
	return { threshold, keys: keys.map((key) => (key === old ? pair.publicKey : key)) };
}

/** The folder is empty if the keys were taken away, as they should be; then the number of keys in the role counts. */
function nextNumber(names: readonly string[], atLeast: number): number {
	const numbers = names.map((name) => Number(/^root-(\d{1,6})\.key$/.exec(name)?.[1] ?? 0));
	return Math.max(atLeast, ...numbers) + 1;
}

function findOldKey(given: ParsedArguments, keys: readonly PublicKey[]): PublicKey {
	const text = given.option("old");
	const known = keys.map(fingerprintOfKey);
	if (text === null) throw new UsageError(`Say which root key goes: --old KEY, one of ${known.join(", ")}.`);
	const file = existsSync(text) ? OfflineKey.safeParse(readJson(text)) : null;
	const found = keys.filter((key, i) => {
		if (file !== null) return file.success && file.data.publicKey === key;
		return text.length >= 4 && known[i]?.startsWith(text.toUpperCase());
	});
	const [key] = found;
	if (key !== undefined && found.length === 1) return key;
	throw new UsageError(`“${text}” is not one of the present root keys: ${known.join(", ")}.`);
}
