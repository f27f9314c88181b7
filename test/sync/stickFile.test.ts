import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { listVolumes } from "../../main/setup/removableVolumes.ts";
import { readStickFile, writeStickFile } from "../../sync/stickFile.ts";
import { unshareMountArguments } from "../machine/command.ts";
import { root } from "../machine/folders.ts";
import { withTempFolder } from "../main/offlineKiosk.ts";

const content = Buffer.from("the journal of a day".repeat(5000));

test("a stick with less room than the file gets nothing, and the room needed is said (D13)", () =>
	withTempFolder((folder) => {
		const script = `
			const { writeStickFile } = await import("${join(root, "sync/stickFile.ts")}");
			const { readdirSync } = await import("node:fs");
			const done = await writeStickFile("${folder}", "a.pailou", Buffer.alloc(3_000_000, 1));
			const small = await writeStickFile("${folder}", "b.pailou", Buffer.alloc(100_000, 1));
			console.log(JSON.stringify({ done, small, names: readdirSync("${folder}") }));`;
		const inside = `mount -t tmpfs -o size=1m tmpfs "${folder}" && exec "$0" --input-type=module -e "$1"`;
		const said = execFileSync("unshare", [...unshareMountArguments, "sh", "-c", inside, process.execPath, script], {
			encoding: "utf8",
		});
		assert.deepEqual(JSON.parse(said), {
			done: { kind: "notWritten", why: "volumeFull", neededBytes: 3_000_000 },
			small: { kind: "written", path: join(folder, "b.pailou") },
			names: ["b.pailou"],
		});
	}));

test("a stick that hides how little room it has gets nothing of a file either (D13)", () =>
	withTempFolder((folder) => {
		// The limit on a file's size stands for a medium that takes less than it promises.
		const script = `
			process.on("SIGXFSZ", () => {});
			const { writeStickFile } = await import("${join(root, "sync/stickFile.ts")}");
			const { readdirSync } = await import("node:fs");
			const done = await writeStickFile("${folder}", "a.pailou", Buffer.alloc(3_000_000, 1));
			console.log(JSON.stringify({ done, names: readdirSync("${folder}") }));`;
		const said = execFileSync(
			"sh",
			["-c", 'ulimit -f 200; exec "$0" --input-type=module -e "$1"', process.execPath, script],
			{
				encoding: "utf8",
			},
		);
		assert.deepEqual(JSON.parse(said), {
			done: { kind: "notWritten", why: "volumeFull", neededBytes: 3_000_000 },
			names: [],
		});
	}));

test("a link that was prepared under the file's name, or under its temporary one, overwrites nothing outside (D14)", () =>
	withTempFolder(async (folder) => {
		const [stick, diary] = [join(folder, "STICK"), join(folder, "pailou.sqlite")];
		mkdirSync(stick);
		writeFileSync(diary, "the window's database");
		for (const name of ["a.pailou", ".a.pailou.part"]) symlinkSync(diary, join(stick, name));
		assert.deepEqual(await writeStickFile(stick, "a.pailou", content), {
			kind: "written",
			path: join(stick, "a.pailou"),
		});
		assert.equal(readFileSync(diary, "utf8"), "the window's database");
		assert.ok(lstatSync(join(stick, "a.pailou")).isFile());
		assert.deepEqual(readFileSync(join(stick, "a.pailou")), content);
		assert.deepEqual(readdirSync(stick), ["a.pailou"]);
	}));

test("a file that is on the stick is kept, and the new one gets the next name (D14)", () =>
	withTempFolder(async (folder) => {
		writeFileSync(join(folder, "a.pailou"), "another window's");
		symlinkSync("/etc/passwd", join(folder, "a-2.pailou"));
		const done = await writeStickFile(folder, "a.pailou", content, true);
		assert.deepEqual(done, { kind: "written", path: join(folder, "a-3.pailou") });
		assert.equal(readFileSync(join(folder, "a.pailou"), "utf8"), "another window's");
	}));

test("a stick that is a link to another folder is no stick, and nothing is written through it (D14)", () =>
	withTempFolder(async (folder) => {
		const [mounts, home] = [join(folder, "media"), join(folder, "home")];
		for (const path of [mounts, home, join(mounts, "STICK")]) mkdirSync(path);
		symlinkSync(home, join(mounts, "FALSE"));
		assert.deepEqual(
			listVolumes([{ path: mounts, depth: 1 }]).map(({ name }) => name),
			["STICK"],
		);
		const done = await writeStickFile(join(mounts, "FALSE"), "a.pailou", content);
		assert.deepEqual(done, { kind: "notWritten", why: "failed", neededBytes: content.length });
		assert.deepEqual(readdirSync(home), []);
	}));

test("only regular files of a stick are listed and read: no links, pipes or folders (D14)", () =>
	withTempFolder(async (folder) => {
		const stick = join(folder, "STICK");
		mkdirSync(stick);
		const secret = join(folder, "secret");
		writeFileSync(secret, "{}");
		writeFileSync(join(stick, "lists.pailou"), '{"pailou":"lists"}');
		symlinkSync(secret, join(stick, "link.pailou"));
		mkdirSync(join(stick, "folder.pailou"));
		execFileSync("mkfifo", [join(stick, "pipe.pailou")]);
		assert.deepEqual(
			listVolumes([{ path: folder, depth: 1 }]).flatMap(({ files }) => files),
			["lists.pailou"],
		);
		for (const name of ["link.pailou", "folder.pailou", "pipe.pailou", "none.pailou"]) {
			assert.equal(await readStickFile(join(stick, name), 1000), null, name);
		}
		assert.equal(String(await readStickFile(join(stick, "lists.pailou"), 1000)), '{"pailou":"lists"}');
		truncateSync(join(stick, "lists.pailou"), 1001);
		assert.equal(await readStickFile(join(stick, "lists.pailou"), 1000), null, "too large");
	}));

test("a window's own journal and diagnostics are not offered for reading (D10)", () =>
	withTempFolder((folder) => {
		const stick = join(folder, "STICK");
		mkdirSync(stick);
		for (const kind of ["journal", "diagnostics", "lists"]) {
			writeFileSync(join(stick, `${kind}.pailou`), JSON.stringify({ pailou: kind, v: 1 }));
		}
		assert.deepEqual(
			listVolumes([{ path: folder, depth: 1 }]).flatMap(({ files }) => files),
			["lists.pailou"],
		);
	}));
