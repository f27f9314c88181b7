import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { isFounded, readFolder } from "../folder.ts";
import { createHub } from "../hub.ts";
import { localSigner } from "../signer.ts";
import { openStore } from "../store/store.ts";
import type { Clock } from "../surroundings.ts";
import { type Command, dataIn, dataOption, Failure, type Given, Misuse, wholeNumber } from "./command.ts";
import { moment } from "./table.ts";

const builtPages = fileURLToPath(new URL("../../../out/renderer", import.meta.url));

export const serve: Command = {
	name: "serve",
	operands: [],
	summary: "run the hub until it is told to stop",
	options: [
		dataOption,
		{ name: "port", value: "N", says: "the port to listen at (default 8787; 0 takes a free one)" },
		{ name: "host", value: "HOST", says: "the address to listen at (default 127.0.0.1)" },
		{ name: "origin", value: "URL", says: "the address windows know the hub by (default http://HOST:PORT)" },
		{ name: "pages", value: "DIR", says: "the built pages (default out/renderer)" },
		{ name: "clock", value: "ISO8601", says: "a demonstration clock: it starts at this instant and runs on" },
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
		const { keyring, officerToken, database } = readFolder(data);
		const store = openStore(database);
		const hub = createHub({
			store,
			signer: localSigner(keyring),
			clock,
			random: randomBytes,
			origin,
			pages: given.option("pages") ?? builtPages,
			officerToken,
			report: (fault) => console.error(fault),
		});
		try {
			await hub.listen({ port, host });
		} catch (error) {
			store.close();
			throw new Failure(
				`The hub cannot listen at ${address}: ${error instanceof Error ? error.message : String(error)}.`,
			);
		}
		const stop = async () => {
			await hub.close();
			store.close();
		};
		for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
		const text = `The hub answers at ${address}; its clock says ${moment(clock.nowMs())} in Guangzhou.`;
		return { json: { address, origin, nowMs: clock.nowMs() }, text };
	},
};

/** The demonstration clock runs by the monotonic one, so that nobody's setting of the wall clock moves it. */
function clockIn(given: Given): Clock {
	const text = given.option("clock");
	if (text === null) return { nowMs: () => Date.now() };
	const start = Date.parse(text);
	if (!/^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(start)) {
		throw new Misuse(`A clock is set as 2026-10-01T14:10:00+08:00, not “${text}”.`);
	}
	const began = performance.now();
	return { nowMs: () => Math.floor(start + performance.now() - began) };
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
