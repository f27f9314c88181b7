import { chmodSync, unlinkSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { BadFrame, mostFrameBytes, openFrames, writeFrame } from "./frames.ts";
import type { Answer, Question } from "./messages.ts";
import { type Desk, readQuestion } from "./signRequests.ts";
import { isTooLong } from "./socketPath.ts";

const mostConnections = 8;

export type Door = { readonly close: () => Promise<void> };

/** Another signer answers there, or nothing can listen there: a sentence. */
export class DoorShut extends Error {}

/** Lets the hub ask the desk at this socket, which its owner alone may open. */
export async function openDoor(desk: Desk, path: string): Promise<Door> {
	if (isTooLong(path)) {
		throw new DoorShut(
			`The socket's path is too long for this system: ${path}. Give a shorter one with --socket PATH.`,
		);
	}
	if (await answers(path)) throw new DoorShut(`A signer is running at ${path} already.`);
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on("close", () => sockets.delete(socket));
		receive(desk, socket);
	});
	server.maxConnections = mostConnections;
	await listen(server, path);
	return {
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				for (const socket of sockets) socket.destroy();
			}),
	};
}

function receive(desk: Desk, socket: Socket): void {
	const frames = openFrames();
	socket.on("error", () => socket.destroy());
	socket.on("data", (chunk: Buffer) => {
		try {
			const answers = answer(desk, frames.take(chunk));
			if (answers.length > 0) socket.write(Buffer.concat(answers.map(writeFrame)));
		} catch (error) {
			if (!(error instanceof BadFrame)) throw error;
			socket.destroy();
		}
		// One that asks and never listens is not served for ever.
		if (socket.writableLength > 4 * mostFrameBytes) socket.destroy();
	});
}

function answer(desk: Desk, messages: readonly unknown[]): readonly Answer[] {
	const questions: Question[] = [];
	const answers: Answer[] = [];
	for (const message of messages) {
		const read = readQuestion(message);
		if (read === null) throw new BadFrame("A question has no id, so there is no answering it.");
		if (isAnswer(read)) answers.push(read);
		else questions.push(read);
	}
	return questions.length === 0 ? answers : [...answers, ...desk.answer(questions)];
}

function isAnswer(one: Question | Answer): one is Answer {
	return one.kind === "refused";
}

async function listen(server: Server, path: string): Promise<void> {
	const isFile = process.platform !== "win32";
	if (isFile) {
		try {
			unlinkSync(path);
		} catch {
			// None was left behind.
		}
	}
	// Born with the right mode: nobody slips in between.
	const mask = process.umask(0o077);
	try {
		await new Promise<void>((done, fail) => {
			server.once("error", fail);
			server.listen(path, done);
		});
	} catch (error) {
		throw new DoorShut(
			`The signer cannot listen at ${path}: ${error instanceof Error ? error.message : String(error)}.`,
		);
	} finally {
		process.umask(mask);
	}
	if (isFile) chmodSync(path, 0o600);
}

function answers(path: string): Promise<boolean> {
	const socket = connect(path);
	return new Promise<boolean>((done) => {
		socket.once("connect", () => done(true)).once("error", () => done(false));
	}).finally(() => socket.destroy());
}
