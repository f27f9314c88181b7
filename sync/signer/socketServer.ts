import { chmodSync, unlinkSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { isMissingFile, reasonOf } from "../fileErrors.ts";
import { createFrameDecoder, encodeFrame, FrameError, mostFrameBytes } from "./frames.ts";
import type { SignerRequest, SignerResponse } from "./messages.ts";
import { parseSignerRequest, type RequestSigner } from "./signRequests.ts";
import { isSocketPathTooLong } from "./socketPath.ts";

const mostConnections = 8;

export type SocketServer = { readonly close: () => Promise<void> };

/** Another signer listens there, or this one cannot. The message is for the operator. */
export class ListenError extends Error {}

/** Who may open the socket: the signer's own user, or its group too, in which the hub's user is. */
export type SocketAccess = "owner" | "group";

/** Serves the signer on a socket that nobody else may open. */
export async function openSocketServer(
	signer: RequestSigner,
	path: string,
	access: SocketAccess = "owner",
): Promise<SocketServer> {
	if (isSocketPathTooLong(path)) {
		throw new ListenError(
			`The socket's path is too long for this system: ${path}. Give a shorter one with --socket PATH.`,
		);
	}
	if (await isListening(path)) throw new ListenError(`A signer is running at ${path} already.`);
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on("close", () => sockets.delete(socket));
		serveSocket(signer, socket);
	});
	server.maxConnections = mostConnections;
	await listen(server, path, access);
	return {
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				for (const socket of sockets) socket.destroy();
			}),
	};
}

function serveSocket(signer: RequestSigner, socket: Socket): void {
	const frames = createFrameDecoder();
	socket.on("error", () => socket.destroy());
	socket.on("data", (chunk: Buffer) => {
		try {
			const answers = handleMessages(signer, frames.take(chunk));
			if (answers.length > 0) socket.write(Buffer.concat(answers.map(encodeFrame)));
		} catch (error) {
			if (!(error instanceof FrameError)) throw error;
			socket.destroy();
		}
		// A client that sends requests and never reads the responses is disconnected.
		if (socket.writableLength > 4 * mostFrameBytes) socket.destroy();
	});
}

function handleMessages(signer: RequestSigner, messages: readonly unknown[]): readonly SignerResponse[] {
	const questions: SignerRequest[] = [];
	const answers: SignerResponse[] = [];
	for (const message of messages) {
		const read = parseSignerRequest(message);
		if (read === null) throw new FrameError("A request has no id, so it cannot be answered.");
		if (isResponse(read)) answers.push(read);
		else questions.push(read);
	}
	return questions.length === 0 ? answers : [...answers, ...signer.handle(questions)];
}

function isResponse(one: SignerRequest | SignerResponse): one is SignerResponse {
	return one.kind === "refused";
}

async function listen(server: Server, path: string, access: SocketAccess): Promise<void> {
	const isFile = process.platform !== "win32";
	if (isFile) {
		try {
			unlinkSync(path);
		} catch (error) {
			// Where no socket was left behind there is nothing to delete.
			if (!isMissingFile(error)) throw new ListenError(`The signer cannot listen at ${path}: ${reasonOf(error)}.`);
		}
	}
	// The umask sets the mode at creation, so there is no moment at which others may connect.
	const mask = process.umask(access === "group" ? 0o007 : 0o077);
	try {
		await new Promise<void>((done, fail) => {
			server.once("error", fail);
			server.listen(path, done);
		});
	} catch (error) {
		throw new ListenError(`The signer cannot listen at ${path}: ${reasonOf(error)}.`);
	} finally {
		process.umask(mask);
	}
	if (isFile) chmodSync(path, access === "group" ? 0o660 : 0o600);
}

function isListening(path: string): Promise<boolean> {
	const socket = connect(path);
	return new Promise<boolean>((done) => {
		socket.once("connect", () => done(true)).once("error", () => done(false));
	}).finally(() => socket.destroy());
}
