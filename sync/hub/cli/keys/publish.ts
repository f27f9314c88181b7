import { RootAnswer } from "../../../../core/protocol/protocol.ts";
import { fingerprintOfPayload } from "../../../keys/describeProposal.ts";
import type { Command } from "../command.ts";
import { hubOptions, jsonBody, requestHub } from "../request.ts";
import { readCompletedRoot } from "./sign.ts";

export const keysPublishCommand: Command = {
	name: "keys publish",
	operands: ["PROPOSAL"],
	summary: "put a completely signed root in force at the running hub and its signer",
	options: hubOptions,
	example: "pailou keys publish root-2.proposal.json",
	async run(given) {
		const answer = await requestHub(
			given,
			RootAnswer,
			"/v1/roots",
			jsonBody(readCompletedRoot(given.operands[0] ?? "")),
		);
		const fingerprint = fingerprintOfPayload(Buffer.from(answer.root.payload, "base64"));
		const text = [
			`Root ${answer.version} is in force: ${fingerprint}.`,
			"If the allocator's key changed, sign the lists anew with: pailou publish",
		].join("\n");
		return { json: { version: answer.version, digest: answer.digest, fingerprint }, text };
	},
};
