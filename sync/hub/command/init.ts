import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { isFounded, tokenFile, writeFolder } from "../folder.ts";
import { found } from "../keys.ts";
import { payloadDigest } from "../signer.ts";
import { type Command, dataIn, dataOption, Failure, type Printed } from "./command.ts";

export const init: Command = {
	name: "init",
	operands: [],
	summary: "make a new hub: its keys, its root of trust and the officer's token",
	options: [dataOption],
	example: "pailou init --data /srv/pailou",
	async run(given) {
		const data = dataIn(given);
		if (isFounded(data)) {
			throw new Failure(`There is a hub in ${data} already. Its keys are not written over; choose another folder.`);
		}
		return foundIn(data);
	},
};

export function foundIn(data: string): Printed {
	const foundation = found(Date.now());
	writeFolder(data, foundation, randomBytes(32).toString("base64url"));
	const rootDigest = payloadDigest(foundation.keyring.root);
	const offline = join(data, "offline");
	const text = [
		`A new hub is in ${data}.`,
		`Its root's fingerprint is ${rootDigest.slice(0, 32)}: every enrolment code carries it.`,
		`Take ${offline} away now: its three root keys, of which two must sign, belong on media kept apart and locked up.`,
		`Officers show the token in ${tokenFile(data)}.`,
	].join("\n");
	return { json: { data, rootDigest, offline, officerToken: tokenFile(data) }, text };
}
