import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { unshareMountArguments } from "../machine/command.ts";
import { withTempFolder } from "../main/offlineKiosk.ts";

const program = join(import.meta.dirname, "scanUntilKilled.ts");

test("on a disk that fills up while scanning, what was admitted is kept and the next one is refused in words", () =>
	withTempFolder((folder) => {
		// A real file system of 1 MB, in a mount namespace that ends with the process.
		const script = `mount -t tmpfs -o size=1m tmpfs "$1" && "$2" "$3" "$1/pailou.sqlite" 5000 && ls -l "$1"`;
		const args = [...unshareMountArguments, "sh", "-c", script, "sh", folder, process.execPath, program];
		const run = spawnSync("unshare", args, { encoding: "utf8", timeout: 60_000 });
		assert.equal(run.status, 0, run.stderr);
		const lines = run.stdout.split("\n");
		const admitted = lines.filter((line) => line.startsWith("admitted "));
		const refused = lines.filter((line) => line.startsWith("refused "));
		assert.ok(admitted.length > 0, run.stdout.slice(0, 500));
		const last = admitted.at(-1)?.split(" ")[2];
		assert.deepEqual(refused, [`refused diskFull ${last}`], "the head is still the last admission that was shown");
	}));
