import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { type Connection, openConnection, SignerAway } from "../../signer/socketClient.ts";
import { systemRandom } from "../../system.ts";
import { demonstrationMark, type Folder, isFounded, readFolder } from "../dataFolder.ts";
import { createHub } from "../hub.ts";
import { remoteSigner } from "../signing/remoteSigner.ts";
import { openStore } from "../store/store.ts";
import { clockIn, clockOption } from "./clock.ts";
import { type Command, dataIn, dataOption, Failure, type Given, Misuse, wholeNumber } from "./command.ts";
import { folderOption, socketIn, socketOption } from "./signer.ts";
import { startSigner } from "./signerChild.ts";
import { moment } from "./table.ts";

const builtPages = fileURLToPath(new URL("../../../out/renderer", import.meta.url));

export const serve: Command = {
	name: "serve",
	operands: [],
	summary: "run the hub until it is told to stop; its signer runs already, but for a demonstration's",
	options: [
		dataOption,
		{ name: "port", value: "N", says: "the port to listen at (default 8787; 0 takes a free one)" },
		{ name: "host", value: "HOST", says: "the address to listen at (default 127.0.0.1)" },
		{ name: "origin", value: "URL", says: "the address windows know the hub by (default http://HOST:PORT)" },
		{ name: "pages", value: "DIR", says: "the built pages (default out/renderer)" },
		folderOption,
		socketOption,
		{ name: "with-signer", value: "", says: "start a signer too, which ends with the hub (a demonstration does)" },
		{ name: "without-signer", value: "", says: "start none in a demonstration either" },
		clockOption,
	],
	example: "pailou serve --data .machine/hub --clock 2026-10-01T14:10:00+08:00",
	async run(given) {
		const data = dataIn(given);
		if (!isFounded(data)) throw new Failure(`There is no hub in ${data}. Make one with: pailou init --data ${data}`);
		const clock = clockIn(given);
		const host = given.option("host") ?? "127.0.0.1";
		const port = await portIn(given, host);
		const address = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
		const origin = originIn(given) ?? address;
		const folder = readFolder(data);
		const child = isSignerStarted(given, data) ? await startSigner(given, new Date(clock.nowMs())) : null;
		const connection = openConnection(socketIn(given), clock);
		const closing: (() => unknown)[] = [() => connection.close(), () => child?.stop()];
		const stop = async () => {
			for (const close of closing) await close();
		};
		try {
			await greet(connection, folder, given);
			const { roots, officerToken, timestampKey } = folder;
			const store = openStore(folder.database);
			closing.unshift(() => store.close());
			const hub = createHub({
				store,
				roots,
				signer: remoteSigner(connection.ask, roots, timestampKey),
				clock,
				random: systemRandom,
				origin,
				pages: given.option("pages") ?? builtPages,
				officerToken,
				report: (fault) => console.error(fault),
			});
			closing.unshift(() => hub.close());
			await hub.listen({ port, host }).catch((error: unknown) => {
				const why = error instanceof Error ? error.message : String(error);
				throw new Failure(`The hub cannot listen at ${address}: ${why}.`);
			});
		} catch (error) {
			await stop();
			throw error;
		}
		for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
		const text = `The hub answers at ${address}; its clock says ${moment(clock.nowMs())} in Guangzhou.`;
		return { json: { address, origin, nowMs: clock.nowMs() }, text };
	},
};

function isSignerStarted(given: Given, data: string): boolean {
	if (given.flag("without-signer")) return false;
	return given.flag("with-signer") || existsSync(demonstrationMark(data));
}

/** Is a signer there, and does it follow the same root? One that was away while a root came in is told of it now. */
async function greet({ ask }: Connection, { roots }: Folder, given: Given): Promise<void> {
	const path = socketIn(given);
	const told = await ask({ kind: "hello" }).catch((error: unknown) => {
		if (!(error instanceof SignerAway)) throw error;
		const start = `pailou signer --data ${dataIn(given)}`;
		throw new Failure(`No signer answers at ${path}. Start it with: ${start}. Or let the hub start one: --with-signer`);
	});
	if (told.kind !== "hello") throw new Failure(`What answers at ${path} is not a signer of this version.`);
	const newest = roots.newest();
	for (const { root, envelope } of roots.all().slice(told.rootVersion)) {
		const taken = await ask({ kind: "root", root: envelope });
		if (taken.kind === "refused") throw new Failure(`The signer does not take root ${root.version}: ${taken.message}`);
	}
	const same = roots.of(told.rootVersion);
	if (same?.digest === told.rootDigest) return;
	if (told.rootVersion === newest.root.version + 1) {
		console.error(`The signer follows root ${told.rootVersion} already: publish it again with pailou keys publish.`);
		return;
	}
	throw new Failure(`The signer at ${path} follows another root than this hub. Is it the signer of another hub?`);
}

function originIn(given: Given): string | null {
	const origin = given.option("origin");
	if (origin === null || /^https?:\/\/[!-~]{1,200}$/.test(origin)) return origin?.replace(/\/+$/, "") ?? null;
	throw new Misuse(`An origin begins with http:// or https://, unlike “${origin}”.`);
}

/** The origin is signed into every login, so the port must be known before the hub is made. */
async function portIn(given: Given, host: string): Promise<number> {
	const port = wholeNumber(given.option("port") ?? "8787", "A port");
	if (port > 65_535) throw new Misuse(`A port is at most 65535, not ${port}.`);
	return port === 0 ? freePort(host) : port;
}

function freePort(host: string): Promise<number> {
	const probe = createServer();
	return new Promise((resolve, reject) => {
		probe.once("error", reject);
		probe.listen(0, host, () => {
			const bound = probe.address();
			probe.close(() => resolve(typeof bound === "object" && bound !== null ? bound.port : 0));
		});
	});
}
