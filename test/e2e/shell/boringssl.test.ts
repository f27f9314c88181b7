import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "vite";
import { electronRuntime } from "../../machine/electron/electron.ts";
import { root } from "../../machine/folders.ts";

test("the signature tests pass in Electron too, whose BoringSSL is less strict than Node's OpenSSL", async () => {
	const folder = mkdtempSync(join(tmpdir(), "pailou-boringssl-"));
	try {
		// The tests read their vectors relative to their own folder.
		cpSync(join(root, "test/vectors"), join(folder, "vectors"), { recursive: true });
		await build({
			root,
			configFile: false,
			logLevel: "error",
			build: {
				ssr: join(root, "test/core/signature.test.ts"),
				outDir: join(folder, "core"),
				target: "node20",
				rolldownOptions: { output: { entryFileNames: "signature.mjs" } },
			},
			ssr: { noExternal: true },
		});
		const { executable } = await electronRuntime();
		const run = spawnSync(executable, [join(folder, "core", "signature.mjs")], {
			env: { ...process.env, ELECTRON_RUN_AS_NODE: "1", NODE_TEST_CONTEXT: "" },
			encoding: "utf8",
			timeout: 120_000,
		});
		assert.equal(run.status, 0, run.stdout + run.stderr);
		assert.match(run.stdout, /# pass [1-9]|pass [1-9]/);
		assert.match(run.stdout, /fail 0/);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});
