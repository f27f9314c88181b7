import { signerOf } from "../../../crypto/signature.ts";
import { describeProposal, fingerprintOfKey, fingerprintOfPayload } from "../../../keys/describeProposal.ts";
import { decryptKey, OfflineKey } from "../../../keys/offlineKey.ts";
import {
	addSignature,
	envelopeOf,
	type ParsedProposal,
	RootProposal,
	readProposal,
} from "../../../keys/rootProposal.ts";
import { readSecret } from "../../../keys/secretFile.ts";
import { writeTypedPath } from "../../../stickFile.ts";
import { type Command, CommandError, UsageError } from "../command.ts";
import { readJson } from "./jsonFile.ts";
import { askPassphrase, passphraseOption } from "./passphrase.ts";

export const keysSignCommand: Command = {
	name: "keys sign",
	operands: ["PROPOSAL"],
	summary: "show what a proposed root changes, and add the signature of one offline key",
	options: [{ name: "key", value: "FILE", says: "the offline key" }, passphraseOption],
	example: "pailou keys sign root-2.proposal.json --key /media/a/root-1.key",
	async run(given) {
		const path = given.operands[0] ?? "";
		const keyPath = given.option("key");
		if (keyPath === null) throw new UsageError("Say which key signs: --key FILE.");
		const proposal = readProposalFile(path);
		const read = requireValidProposal(proposal, path);
		process.stderr.write(`${describeProposal(read).join("\n")}\n`);
		const key = readOfflineKey(keyPath);
		const pair = await decryptKey(key, await askPassphrase(given, keyPath));
		if (pair === null) {
			throw new CommandError(`This passphrase does not open ${keyPath}, or the file is damaged. Nothing was signed.`);
		}
		const signed = addSignature(proposal, read, { publicKey: pair.publicKey, sign: signerOf(pair.pkcs8) });
		if (signed === null) {
			const { previous, root } = read;
			const neither = `neither of root ${previous.root.version} nor of root ${root.version}`;
			throw new CommandError(`The key in ${keyPath} is a root key ${neither}. Nothing was signed.`);
		}
		await writeProposal(path, signed);
		const { isComplete, payload } = requireValidProposal(signed, path);
		const fingerprint = fingerprintOfPayload(payload);
		const next = isComplete
			? `It is complete. Put it in force with: pailou keys publish ${path}`
			: "It needs more signatures: take it to the next holder.";
		const text = `Signed with ${fingerprintOfKey(pair.publicKey)}: root ${read.root.version}, ${fingerprint}.\n${next}`;
		return { json: { version: read.root.version, fingerprint, signedBy: pair.publicKey, isComplete }, text };
	},
};

/** Proposals travel between their signers on sticks: the former one stays until the new one is whole. */
async function writeProposal(path: string, proposal: RootProposal): Promise<void> {
	const content = Buffer.from(`${JSON.stringify(proposal, null, "\t")}\n`);
	const put = await writeTypedPath(path, content);
	if (put.kind === "written") return;
	throw new CommandError(
		`${path} cannot be written (${put.why}; it needs ${put.neededBytes} bytes). Nothing was signed.`,
	);
}

export function readProposalFile(path: string): RootProposal {
	const parsed = RootProposal.safeParse(readJson(path));
	if (parsed.success) return parsed.data;
	throw new CommandError(`${path} is not a proposal of a root. Make one with: pailou keys rotate`);
}

export function requireValidProposal(proposal: RootProposal, path: string): ParsedProposal {
	const read = readProposal(proposal);
	if (read.kind === "proposal") return read;
	throw new CommandError(`The proposal ${path} is not to be signed: ${read.why}.`);
}

/** The root with all signatures. Throws a CommandError that says which are missing. */
export function readCompletedRoot(path: string) {
	const proposal = readProposalFile(path);
	const read = requireValidProposal(proposal, path);
	if (read.isComplete) return envelopeOf(proposal);
	throw new CommandError(`${describeProposal(read).join("\n")}\nIt is not put in force before it is complete.`);
}

function readOfflineKey(path: string): OfflineKey {
	const parsed = OfflineKey.safeParse(readJson(path, (secret) => readSecret(secret)));
	if (parsed.success) return parsed.data;
	throw new CommandError(`${path} is not an offline key of this version of Pailou.`);
}
