import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fingerprintOfPayload } from "../../keys/describeProposal.ts";
import { assertPrivateFolder } from "../../keys/secretFile.ts";
import { createPinoLog } from "../../pinoLog.ts";
import { openRequestSigner } from "../../signer/signRequests.ts";
import { socketPathOf } from "../../signer/socketPath.ts";
import { openSocketServer } from "../../signer/socketServer.ts";
import { signerFolder } from "../dataFolder.ts";
import { clockOption, parseClock } from "./clock.ts";
import {
	type Command,
	CommandError,
	type CommandOption,
	dataFolderOf,
	dataOption,
	type ParsedArguments,
} from "./command.ts";
import { logFileOption, logLevelOption, openLogger } from "./logOptions.ts";
import { onStopRequested } from "./stopSignals.ts";

export const socketOption: CommandOption = {
	name: "socket",
	value: "PATH",
	says: "where the signer is asked (default signer.sock in its folder)",
};

export const signerFolderOption: CommandOption = {
	name: "folder",
	value: "DIR",
	says: "the signer's own folder, where it is not signer/ in the hub's",
};

const groupOption: CommandOption = {
	name: "for-group",
	value: "",
	says: "let the socket's group ask too: the hub of another user, who is in the signer's group",
};

export const signerCommand: Command = {
	name: "signer",
	operands: [],
	summary: "run the signer, which alone holds the keys of issuer, allocator and roster, until it is stopped",
	options: [
		dataOption,
		signerFolderOption,
		socketOption,
		groupOption,
		clockOption,
		logLevelOption,
		logFileOption,
		{ name: "until-input-ends", value: "", says: "stop too when the standard input is closed, as a hub's child does" },
	],
	example: "pailou signer --data /srv/pailou",
	async run(given) {
		const folder = requireSignerFolder(given);
		const path = socketPathFor(given);
		const clock = parseClock(given);
		const log = createPinoLog(await openLogger("signer", given));
		const signer = openRequestSigner(folder, clock, log);
		const server = await openSocketServer(signer, path, given.flag(groupOption.name) ? "group" : "owner").catch(
			(error: unknown) => {
				signer.close();
				throw error;
			},
		);
		let isStopping = false;
		const stop = async () => {
			if (isStopping) return;
			isStopping = true;
			await server.close();
			signer.close();
			log.info("signerStopped");
			process.stdin.pause();
		};
		onStopRequested(() => void stop());
		if (given.flag("until-input-ends")) {
			process.stdin.resume().once("end", () => void stop());
			process.stdin.once("error", () => void stop());
		}
		const { root, envelope } = signer.root();
		const fingerprint = fingerprintOfPayload(Buffer.from(envelope.payload, "base64"));
		log.info("signerStarted", { rootVersion: root.version });
		const text = `The signer is asked at ${path}. It follows root ${root.version}, ${fingerprint}.`;
		return { json: { socket: path, rootVersion: root.version, fingerprint }, text };
	},
};

/** The signer's folder. Throws where it does not exist, or others than its owner can read it. */
export function requireSignerFolder(given: ParsedArguments): string {
	const folder = given.option(signerFolderOption.name) ?? signerFolder(dataFolderOf(given));
	if (!existsSync(folder))
		throw new CommandError(`There is no signer's folder ${folder}. Make keys with: pailou keys init`);
	assertPrivateFolder(folder);
	return folder;
}

export function socketPathFor(given: ParsedArguments): string {
	const path = given.option(socketOption.name);
	if (path !== null) return process.platform === "win32" ? path : resolve(path);
	return socketPathOf(given.option(signerFolderOption.name) ?? signerFolder(dataFolderOf(given)));
}
