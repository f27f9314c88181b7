import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fingerprintOfPayload } from "../../keys/describeProposal.ts";
import { demandPrivateFolder } from "../../keys/secretFile.ts";
import { openDesk } from "../../signer/signRequests.ts";
import { socketOf } from "../../signer/socketPath.ts";
import { openDoor } from "../../signer/socketServer.ts";
import { signerFolder } from "../dataFolder.ts";
import { clockIn, clockOption } from "./clock.ts";
import { type Command, dataIn, dataOption, Failure, type Given, type Option } from "./command.ts";

export const socketOption: Option = {
	name: "socket",
	value: "PATH",
	says: "where the signer is asked (default signer.sock in its folder)",
};

export const folderOption: Option = {
	name: "folder",
	value: "DIR",
	says: "the signer's own folder, where it is not signer/ in the hub's",
};

export const signer: Command = {
	name: "signer",
	operands: [],
	summary: "run the signer, which alone holds the keys of issuer, allocator and roster, until it is told to stop",
	options: [
		dataOption,
		folderOption,
		socketOption,
		clockOption,
		{ name: "until-input-ends", value: "", says: "stop too when the standard input is closed, as a hub's child does" },
	],
	example: "pailou signer --data /srv/pailou",
	async run(given) {
		const folder = signerFolderIn(given);
		const path = socketIn(given);
		const clock = clockIn(given);
		const desk = openDesk(folder, clock);
		const door = await openDoor(desk, path).catch((error: unknown) => {
			desk.close();
			throw error;
		});
		let isStopping = false;
		const stop = async () => {
			if (isStopping) return;
			isStopping = true;
			await door.close();
			desk.close();
			process.stdin.pause();
		};
		for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
		if (given.flag("until-input-ends")) {
			process.stdin.resume().once("end", () => void stop());
			process.stdin.once("error", () => void stop());
		}
		const { root, envelope } = desk.root();
		const fingerprint = fingerprintOfPayload(Buffer.from(envelope.payload, "base64"));
		const text = `The signer is asked at ${path}. It follows root ${root.version}, ${fingerprint}.`;
		return { json: { socket: path, rootVersion: root.version, fingerprint }, text };
	},
};

/** The signer's folder; private, or a sentence. */
export function signerFolderIn(given: Given): string {
	const folder = given.option(folderOption.name) ?? signerFolder(dataIn(given));
	if (!existsSync(folder)) throw new Failure(`There is no signer's folder ${folder}. Make keys with: pailou keys init`);
	demandPrivateFolder(folder);
	return folder;
}

export function socketIn(given: Given): string {
	const path = given.option(socketOption.name);
	if (path !== null) return process.platform === "win32" ? path : resolve(path);
	return socketOf(given.option(folderOption.name) ?? signerFolder(dataIn(given)));
}
