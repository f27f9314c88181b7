import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { commands } from "../../../../sync/hub/cli/commands.ts";
import { root } from "../../../machine/folders.ts";
import { endProcess } from "../commandLine.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = [...readme.matchAll(/^```\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
const prepare = `${process.execPath} ${join(root, "test", "machine", "prepare.mjs")}`;

/** The commands of a block, without their comments. */
function commandsOf(block: string): string[] {
	return block
		.split("\n")
		.map((line) => line.replace(/\s+#.*$/, "").trim())
		.filter((line) => line !== "");
}

/** An empty folder, and a shell's environment in it. */
function openFolder(): { readonly folder: string; readonly run: (line: string, env: Env) => ChildProcess } {
	const folder = mkdtempSync(join(tmpdir(), "pailou-readme-"));
	const children: ChildProcess[] = [];
	after(async () => {
		for (const child of children.reverse()) await endProcess(child, "SIGTERM");
		rmSync(folder, { recursive: true });
	});
	return {
		folder,
		run(line, env) {
			const child = spawn("sh", ["-c", `exec ${line}`], {
				cwd: folder,
				env: { ...process.env, ...env },
				stdio: ["ignore", "pipe", "pipe"],
			});
			children.push(child);
			return child;
		},
	};
}
type Env = Readonly<Record<string, string>>;

async function findFreePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	server.close();
	await once(server, "close");
	return typeof address === "object" && address !== null ? address.port : assert.fail("no port");
}

test("the steps of README for a real kiosk's hub work as they are typed, in an empty folder (H9)", {
	timeout: 240_000,
}, async () => {
	const block = blocks.find((one) => one.includes("pailou -- serve")) ?? assert.fail("README has no such block");
	const { folder, run } = openFolder();
	const port = await findFreePort();
	const lines = commandsOf(block).map((line) => line.replace("/var/lib/pailou", join(folder, "data")));
	const env: Record<string, string> = {};
	const said: string[] = [];
	for (const line of lines) {
		const exported = /^export (\w+)=(\S+)$/.exec(line);
		if (exported !== null) {
			env[exported[1] ?? ""] = exported[2] ?? "";
			continue;
		}
		const stays = line.endsWith("&");
		// Another port than README's, which may be taken here; and npm's own header, which --silent leaves out, not at all.
		const isAsked = !/ (?:init|signer|serve)\b/.test(line) && !line.includes("--example");
		const at = isAsked
			? ` --hub http://127.0.0.1:${port}`
			: / serve\b/.test(line)
				? ` --port ${port} --pages ${join(root, "renderer")}`
				: "";
		const [typed = "", into = ""] = line.replace(/ ?&$/, "").split(/(?= > )/);
		const command = typed.replace(/^npm run (?:--silent )?pailou --/, `${prepare} sync/hub/cli/pailou.ts`);
		assert.notEqual(command, typed, line);
		const child = run(`${command}${at}${into}`, env);
		let out = "";
		let error = "";
		child.stdout?.on("data", (chunk) => (out += chunk));
		child.stderr?.on("data", (chunk) => (error += chunk));
		if (stays)
			await Promise.race([
				once(createInterface({ input: child.stdout ?? assert.fail() }), "line"),
				once(child, "close"),
			]);
		else await once(child, "close");
		assert.equal(child.exitCode, stays ? null : 0, `${line}: ${error}${out}`);
		said.push(out);
	}
	const text = said.join("\n");
	assert.match(text, /3 rows.*3 added/);
	assert.match(text, /V1:.*\n.*\/pass\/#[\w-]{22}\n/s);
	assert.ok(readFileSync(join(folder, "data", "origins.json"), "utf8").includes("https://hub.example"));
});

test("every command that README names is there, with the options it is given (H9)", () => {
	const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
	const named = [...readme.matchAll(/`(?:npm run (?:--silent )?pailou -- |pailou )([a-z][^`]*)`/g)].map(
		([, words = ""]) => words,
	);
	const typed = blocks.flatMap(commandsOf).flatMap((line) => /pailou -- (.*)$/.exec(line)?.[1] ?? []);
	assert.ok(typed.length >= 9 && named.length >= 3, `${typed.length}, ${named.length}`);
	for (const words of [...named, ...typed]) {
		const [first = "", second = ""] = words.split(" ");
		const command =
			commands.find(({ name }) => name === `${first} ${second}`) ?? commands.find(({ name }) => name === first);
		assert.ok(command !== undefined || first === "help", words);
		for (const [, option] of words.matchAll(/ --([a-z-]+)/g)) {
			assert.ok(
				command?.options.some(({ name }) => name === option) || option === "json" || option === "help",
				`${words}: --${option}`,
			);
		}
	}
	for (const [, name = ""] of readme.matchAll(/npm run (?:--silent )?([a-z]+)/g))
		assert.ok(name in scripts, `npm run ${name}`);
});
