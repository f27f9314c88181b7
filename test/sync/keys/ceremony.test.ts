import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { addressOf, endProcess, openCommandLine } from "../hub/commandLine.ts";

const { folder, pailou, start } = openCommandLine();
const passphrase = ["--passphrase-file", "passphrase"];
const fingerprint = /(?:[A-Z2-7]{4}-){7}[A-Z2-7]{4}/;

before(async () => {
	writeFileSync(join(folder, "passphrase"), "six random words of nobody\n", { mode: 0o600 });
	writeFileSync(join(folder, "wrong"), "six other words of nobody\n", { mode: 0o600 });
	const made = await pailou("keys", "init", "--data", "hub", ...passphrase);
	assert.equal(made.code, 0, made.stderr);
	assert.match(made.stdout, fingerprint);
	assert.match(made.stdout, /first 160 bits of the SHA-256, in base32/);
});

test("keys init makes three encrypted root keys and a root that two of them signed", async () => {
	assert.deepEqual(readdirSync(join(folder, "hub/offline")), ["root-1.key", "root-2.key", "root-3.key"]);
	assert.equal(statSync(join(folder, "hub/offline")).mode & 0o777, 0o700);
	assert.equal(statSync(join(folder, "hub/offline/root-1.key")).mode & 0o777, 0o600);
	const told = await pailou("keys", "inspect", "hub/roots/1.json", "--data", "hub");
	assert.match(told.stdout, /root, version 1.*root: 2 of 3.*issuer: 1 of 1/s);
	assert.equal(told.stdout.match(/signed by .*, root of root 1: valid/g)?.length, 2);
	assert.match(told.stdout, /enough of its own root keys/);
	const again = await pailou("keys", "init", "--data", "hub", ...passphrase);
	assert.deepEqual([again.code, /not written over/.test(again.stderr)], [1, true]);
	writeFileSync(join(folder, "short"), "short", { mode: 0o600 });
	const short = await pailou("keys", "init", "--data", "other", "--passphrase-file", "short");
	assert.match(short.stderr, /at least 12/);
});

test("inspect says of a key file what it is, and refuses one that others may read", async () => {
	const offline = await pailou("keys", "inspect", "hub/offline/root-1.key");
	assert.match(offline.stdout, /an offline key, version 1, under a passphrase \(scrypt 131072\/8\/1, AES-256-GCM\)/);
	const name = readdirSync(join(folder, "hub/signer")).find((one) => one.startsWith("issuer"));
	const key = await pailou("keys", "inspect", `hub/signer/${name}`, "--data", "hub");
	assert.match(key.stdout, /a private key, issuer of root 1/);
	chmodSync(join(folder, "hub/offline/root-2.key"), 0o644);
	const loose = await pailou("keys", "inspect", "hub/offline/root-2.key");
	assert.deepEqual([loose.code, /Others may read.*chmod 600/.test(loose.stderr)], [1, true]);
	chmodSync(join(folder, "hub/offline/root-2.key"), 0o600);
	assert.match((await pailou("keys", "inspect", "passphrase")).stderr, /neither a document nor a key file/);
	assert.match((await pailou("keys", "inspect", "nothing")).stderr, /cannot be read/);
});

test("a role's key is rotated: proposed, signed by two holders who read what changes, published, and in use", async () => {
	const clock = ["--clock", "2026-10-01T14:10:00+08:00"];
	const hub = await start("serve", "--data", "hub", "--port", "0", "--with-signer", "--json", ...clock);
	const at = ["--data", "hub", "--hub", addressOf(hub)];
	const proposed = await pailou("keys", "rotate", "--role", "allocator,timestamp", "--data", "hub");
	assert.match(proposed.stdout, /root 2, to follow root 1.*allocator changes.*comes.*goes.*timestamp changes/s);
	const file = "hub/root-2.proposal.json";
	assert.match((await pailou("keys", "rotate", "--role", "issuer", "--data", "hub")).stderr, /already/);

	const wrong = await pailou("keys", "sign", file, "--key", "hub/offline/root-1.key", "--passphrase-file", "wrong");
	assert.deepEqual([wrong.code, /passphrase does not open/.test(wrong.stderr)], [1, true]);
	const early = await pailou("keys", "publish", file, ...at);
	assert.match(early.stderr, /0 of the 2 needed.*not put in force/s);
	const first = await pailou("keys", "sign", file, "--key", "hub/offline/root-1.key", ...passphrase);
	assert.match(first.stderr, /A proposal of root 2.*allocator changes: 1 of 1/s);
	assert.match(first.stdout, /more signatures/);
	const twice = await pailou("keys", "sign", file, "--key", "hub/offline/root-1.key", ...passphrase, "--json");
	assert.equal(z.object({ isComplete: z.boolean() }).parse(JSON.parse(twice.stdout)).isComplete, false);
	const second = await pailou("keys", "sign", file, "--key", "hub/offline/root-3.key", ...passphrase);
	assert.match(second.stdout, /It is complete/);
	assert.match((await pailou("keys", "inspect", file)).stdout, /signed by 2 of the 2 needed.*complete: it may be/s);

	const published = await pailou("keys", "publish", file, ...at);
	assert.match(published.stdout, /Root 2 is in force/, published.stderr);
	assert.equal((await fetch(`${addressOf(hub)}/v1/roots/2`)).status, 200);
	assert.equal(await endProcess(hub.child, "SIGTERM"), 0);
	const again = await start("serve", "--data", "hub", "--port", "0", "--with-signer", "--json", ...clock);
	const { version } = z
		.object({ version: z.number() })
		.parse(await (await fetch(`${addressOf(again)}/v1/root`)).json());
	assert.equal(version, 2);
	await endProcess(again.child, "SIGTERM");
	const log = await pailou("signer", "log", "--data", "hub");
	assert.match(log.stdout, /root taken +2 .*the log is whole/s);
});

test("a root key is rotated: the one that goes is named, and the new one may sign at once", async () => {
	const nameless = await pailou("keys", "rotate", "--role", "root", "--data", "hub", ...passphrase);
	assert.deepEqual([nameless.code, fingerprint.test(nameless.stderr)], [2, true]);
	const old = ["--old", "hub/offline/root-3.key"];
	const proposed = await pailou(
		"keys",
		"rotate",
		"--role",
		"root",
		...old,
		"--data",
		"hub",
		"--out",
		"p",
		...passphrase,
	);
	assert.match(proposed.stdout, /root changes: 2 of 3/, proposed.stderr);
	assert.ok(existsSync(join(folder, "hub/offline/root-4.key")));
	for (const key of [1, 4]) await pailou("keys", "sign", "p", "--key", `hub/offline/root-${key}.key`, ...passphrase);
	assert.match((await pailou("keys", "inspect", "p")).stdout, /1 of the 2 needed of the present root keys, 2 of the 2/);
	const last = await pailou("keys", "sign", "p", "--key", "hub/offline/root-2.key", ...passphrase);
	assert.match(last.stdout, /complete/);
});

test("a proposal changed on its way is not signed by its signatures, and a stranger's key has no say", async () => {
	await pailou("keys", "init", "--data", "strange", ...passphrase);
	const stranger = await pailou("keys", "sign", "p", "--key", "strange/offline/root-1.key", ...passphrase);
	assert.match(stranger.stderr, /neither of root 2 nor of root 3/);
	const proposal = z.looseObject({ payload: z.string() }).parse(JSON.parse(readFileSync(join(folder, "p"), "utf8")));
	const root = z.looseObject({}).parse(JSON.parse(Buffer.from(proposal.payload, "base64").toString()));
	const payload = Buffer.from(JSON.stringify({ ...root, expiresAt: 9e12 })).toString("base64");
	writeFileSync(join(folder, "changed"), JSON.stringify({ ...proposal, payload }));
	assert.match((await pailou("keys", "inspect", "changed")).stdout, /signed by 0 of the 2 needed/);
	const skipped = Buffer.from(JSON.stringify({ ...root, version: 7 })).toString("base64");
	writeFileSync(join(folder, "skipped"), JSON.stringify({ ...proposal, payload: skipped }));
	const key = ["--key", "hub/offline/root-1.key", ...passphrase];
	assert.match((await pailou("keys", "sign", "skipped", ...key)).stderr, /proposes version 7, and 3 comes next/);
});

const terminal = "/usr/bin/script";

test("a passphrase is asked for at the terminal, twice, and not shown", async () => {
	const script = fileURLToPath(new URL("../../../sync/hub/cli/pailou.ts", import.meta.url));
	const words = `"${process.execPath}" "${script}" keys init --data typed`;
	const child = spawn(terminal, ["-qec", words, "/dev/null"], { cwd: folder, timeout: 90_000 });
	const typed = ["six random words", "seven random words", "eight random wordss\u007f"].flatMap((one) => [one, one]);
	let shown = "";
	child.stdout.on("data", (chunk) => {
		shown += chunk;
		// A person answers each question once it is asked.
		const asked = shown.match(/A passphrase for|The same again/g)?.length ?? 0;
		while (typed.length > 6 - asked) child.stdin.write(`${typed.shift()}\r`);
	});
	const [code] = await once(child, "exit");
	assert.equal(code, 0, shown);
	assert.match(shown, /root key 3 of 3.*The same again.*A new hub is in typed/s);
	assert.doesNotMatch(shown, /random/);
	assert.deepEqual(readdirSync(join(folder, "typed/offline")), ["root-1.key", "root-2.key", "root-3.key"]);
});
