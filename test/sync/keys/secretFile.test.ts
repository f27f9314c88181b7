import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import {
	createPrivateFolder,
	InsecurePermissionsError,
	readSecret,
	writeSecret,
} from "../../../sync/keys/secretFile.ts";

const folder = mkdtempSync(join(tmpdir(), "pailou-secret-"));
after(() => rmSync(folder, { recursive: true }));

test("a secret is its owner's alone, and never written over", () => {
	const path = join(folder, "key");
	writeSecret(path, "secret");
	assert.equal(statSync(path).mode & 0o777, 0o600);
	assert.equal(readSecret(path).toString(), "secret");
	assert.throws(() => writeSecret(path, "other"), /EEXIST/);
});

test("a secret that others may read is refused, with what to do", () => {
	const path = join(folder, "loose");
	writeSecret(path, "secret");
	for (const mode of [0o640, 0o604, 0o660]) {
		chmodSync(path, mode);
		assert.throws(() => readSecret(path), new RegExp(`Others may read .*0${mode.toString(8)}.*chmod 600`));
	}
});

test("a folder that others may enter is refused", () => {
	const path = join(folder, "keys");
	createPrivateFolder(path);
	assert.equal(statSync(path).mode & 0o777, 0o700);
	chmodSync(path, 0o750);
	assert.throws(() => createPrivateFolder(path), InsecurePermissionsError);
});
