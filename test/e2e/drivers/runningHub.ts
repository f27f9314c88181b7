import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "../../machine/folders.ts";

const command = join(root, "sync", "hub", "cli", "pailou.ts");

/** A hub in a process of its own, started by its command line, with the demonstration's programme. */
export type RunningHub = {
	/** Where it listens. */
	readonly address: string;
	readonly stop: () => Promise<void>;
	/** Stops and restarts the hub: same folder, same address; its clock has run on. */
	readonly startAgain: (origin?: string | null) => Promise<void>;
	readonly folder: string;
};

/** Runs one `pailou` command to its end and returns its output. */
export async function runPailou(...args: readonly string[]): Promise<string> {
	const child = spawn(process.execPath, [command, ...args], { stdio: ["ignore", "pipe", "pipe"] });
	let out = "";
	let error = "";
	child.stdout.setEncoding("utf8").on("data", (text: string) => {
		out += text;
	});
	child.stderr.setEncoding("utf8").on("data", (text: string) => {
		error += text;
	});
	const [code] = (await once(child, "close")) as [number];
	if (code !== 0) throw new Error(`pailou ${args.join(" ")} ended with ${code}: ${error}${out}`);
	return out;
}

/**
 * Prepares the demonstration in `folder` and starts its hub; its clock starts at `clock` (ISO 8601). `origin` is the address by
 * which kiosks know it, where that is another than the one at which it listens.
 */
export async function startHub(folder: string, clock: string, origin: string | null = null): Promise<RunningHub> {
	await runPailou("demo", "--data", folder);
	const port = await freePort();
	const startedAtMs = Date.now();
	let child = await spawnHub(folder, port, clock, origin);
	return {
		address: `http://127.0.0.1:${port}`,
		folder,
		async stop() {
			if (child.exitCode !== null || child.signalCode !== null) return;
			child.kill("SIGTERM");
			await once(child, "exit");
		},
		async startAgain(newOrigin = origin) {
			const now = new Date(Date.parse(clock) + Date.now() - startedAtMs);
			child = await spawnHub(folder, port, now.toISOString(), newOrigin);
		},
	};
}

async function spawnHub(folder: string, port: number, clock: string, origin: string | null): Promise<ChildProcess> {
	const place = ["--port", String(port), ...(origin === null ? [] : ["--origin", origin])];
	const args = [command, "serve", "--data", folder, ...place, "--clock", clock, "--log-level", "warn"];
	const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
	const lines = createInterface({ input: child.stdout });
	const gone = once(child, "exit").then(() => {
		throw new Error("the hub ended before it listened");
	});
	await Promise.race([once(lines, "line"), gone]);
	gone.catch(() => {});
	return child;
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	server.close();
	await once(server, "close");
	if (address === null || typeof address === "string") throw new Error("no port was given");
	return address.port;
}
