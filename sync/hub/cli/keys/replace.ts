import { toBase64Url } from "../../../../core/bytes/bytes.ts";
import type { Random } from "../../../clock.ts";
import { replaceFile } from "../../../durableFile.ts";
import { systemRandom } from "../../../system.ts";
import { linkKeyLength, linkKeyPath, officerTokenPath } from "../../dataFolder.ts";
import { type Command, dataFolderOf, dataOption, UsageError } from "../command.ts";

/** The hub's secrets besides its signing keys. */
export function createSecrets(random: Random): { readonly officerToken: string; readonly linkKey: Uint8Array } {
	return { officerToken: toBase64Url(random(32)), linkKey: random(linkKeyLength) };
}

export const keysReplaceCommand: Command = {
	name: "keys replace",
	operands: ["officer.token|links.key"],
	summary:
		"write another officer's token, or another key of the passes' links, in the place of one that is lost or known",
	options: [dataOption],
	example: "pailou keys replace officer.token",
	async run(given) {
		const [name] = given.operands;
		const data = dataFolderOf(given);
		const { officerToken, linkKey } = createSecrets(systemRandom);
		switch (name) {
			case "officer.token": {
				const path = officerTokenPath(data);
				replaceFile(path, `${officerToken}\n`, 0o600);
				return {
					json: { path },
					text: `Another officer's token is in ${path}. Start the hub again; it takes only this one.`,
				};
			}
			case "links.key": {
				const path = linkKeyPath(data);
				replaceFile(path, linkKey, 0o600);
				const text = `Another key of the passes' links is in ${path}. Start the hub again. Links that were handed out still work; to tell one again, make a new one with: pailou link BOOKING`;
				return { json: { path }, text };
			}
			default:
				throw new UsageError(`What is replaced is officer.token or links.key, not “${name}”.`);
		}
	},
};
