import assert from "node:assert/strict";
import { chmodSync, globSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DamagedFileError } from "../../../../sync/fileErrors.ts";
import { originsPath, readDataFolder, signerFolder } from "../../../../sync/hub/dataFolder.ts";
import { chooseOrigin, readOrigins, writeOrigins } from "../../../../sync/hub/origins.ts";
import { openStore } from "../../../../sync/hub/store/sqlite/openStore.ts";
import { InsecurePermissionsError } from "../../../../sync/keys/secretFile.ts";
import { silentLog } from "../../../../sync/log.ts";
import { defaultLimits, limitsPath } from "../../../../sync/signer/limits.ts";
import { openRequestSigner } from "../../../../sync/signer/signRequests.ts";
import { closeDatabaseFiles } from "../../../../sync/sqlite.ts";
import { manualClock } from "../../../clock.ts";
import { voucherRequest } from "../../signer/testSigner.ts";
import { demonstrationMs, enrolKiosk, openCinemaHub } from "../testHub.ts";
import { createTestDataFolder } from "./testDataFolder.ts";

/** A hub's data folder with its signer's, after a first voucher was signed. */
function createUsedFolder(): string {
	const data = createTestDataFolder();
	writeFileSync(limitsPath(signerFolder(data)), JSON.stringify(defaultLimits));
	writeOrigins(originsPath(data), { v: 1, set: "https://hub.example", used: ["https://hub.example"] });
	openAll(data);
	return data;
}

/** All that `pailou serve` and `pailou signer` read before they serve anyone. */
function openAll(data: string): void {
	const { roots, timestampKey } = readDataFolder(data);
	timestampKey(roots.newest().root.roles.timestamp);
	const signer = openRequestSigner(signerFolder(data), manualClock(demonstrationMs), silentLog);
	try {
		const [answer] = signer.handle([{ id: 1, ...voucherRequest() }]);
		assert.equal(answer?.kind, "code");
	} finally {
		signer.close();
	}
}

/** Every file but the signer's log, which its database holds against it, and what SQLite keeps beside a database. */
function filesOf(data: string): string[] {
	const entries = globSync("**/*", { cwd: data, withFileTypes: true }).filter((entry) => entry.isFile());
	return entries
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => !/signer\.log$|-(?:wal|shm)$/.test(path));
}

test("each file of the hub and the signer that is empty or cut off is refused by its name, with what to do (T8)", () => {
	const data = createUsedFolder();
	const files = filesOf(data);
	assert.ok(files.length >= 10, files.join(", "));
	openAll(data);
	for (const path of files) {
		const whole = readFileSync(path);
		const lengths = path.endsWith(".sqlite") ? [0] : [0, 1, Math.floor(whole.length / 2)];
		for (const length of lengths) {
			truncateSync(path, length);
			assert.throws(
				() => openAll(data),
				(error) =>
					error instanceof DamagedFileError &&
					error.message.includes(path) &&
					/ with: |back|delete/.test(error.message),
				`${path} cut to ${length} bytes`,
			);
			writeFileSync(path, whole);
		}
	}
	openAll(data);
});

test("an officer's token of spaces, or with one inside, is refused (T8)", () => {
	const data = createUsedFolder();
	for (const token of [" ".repeat(40), `${"x".repeat(20)} ${"x".repeat(20)}`, `${"x".repeat(31)}\n`]) {
		writeFileSync(join(data, "officer.token"), token);
		assert.throws(() => readDataFolder(data), /officer\.token/);
	}
	writeFileSync(join(data, "officer.token"), `${"x".repeat(32)}\n`);
	assert.equal(readDataFolder(data).officerToken.length, 32);
});

test("a hub's database and what lies beside it are its owner's alone (H12)", () => {
	const path = join(createUsedFolder(), "hub.sqlite");
	const mask = process.umask(0o022);
	try {
		const store = openStore(path);
		for (const file of [path, `${path}-wal`, `${path}-shm`]) assert.equal(statSync(file).mode & 0o777, 0o600, file);
		store.close();
	} finally {
		process.umask(mask);
	}
	chmodSync(path, 0o644);
	assert.deepEqual(closeDatabaseFiles(path), [path], "it is said which file was open to others");
	assert.equal(statSync(path).mode & 0o777, 0o600);
	chmodSync(path, 0o664);
	openStore(path).close();
	assert.equal(statSync(path).mode & 0o777, 0o600);
});

test("a data folder that others may look into is refused at the start, with what to do (H12)", () => {
	const data = createUsedFolder();
	for (const mode of [0o755, 0o710, 0o701]) {
		chmodSync(data, mode);
		assert.throws(
			() => readDataFolder(data),
			(error) => error instanceof InsecurePermissionsError && error.message.includes(`chmod 700 ${data}`),
		);
	}
});

test("a hub started again without its origin keeps it, and one that is given another remembers the former (H7)", () => {
	const path = originsPath(createUsedFolder());
	rmSync(path);
	const start = (given: string | null, address = "http://127.0.0.1:8787", isEphemeral = false) => {
		const { origin, former, keep } = chooseOrigin(readOrigins(path), given, address, isEphemeral);
		writeOrigins(path, keep);
		return [origin, ...former];
	};
	assert.deepEqual(start(null, "http://127.0.0.1:40001", true), ["http://127.0.0.1:40001"]);
	assert.deepEqual(start(null), ["http://127.0.0.1:8787"], "the port of a test run is not kept");
	assert.deepEqual(start("https://a.example"), ["https://a.example", "http://127.0.0.1:8787"]);
	assert.deepEqual(start(null), ["https://a.example", "http://127.0.0.1:8787"]);
	assert.deepEqual(start(null, "http://127.0.0.1:9999"), ["https://a.example", "http://127.0.0.1:8787"]);
	assert.deepEqual(start("https://b.example"), ["https://b.example", "http://127.0.0.1:8787", "https://a.example"]);
	assert.deepEqual(start(null), ["https://b.example", "http://127.0.0.1:8787", "https://a.example"]);
	assert.deepEqual(start("https://a.example"), ["https://a.example", "http://127.0.0.1:8787", "https://b.example"]);
});

test("a kiosk that enrolled at a former address logs in, one of a foreign address does not, and the log says so (H7)", async () => {
	const house = await openCinemaHub({ formerOrigins: ["https://old.example"] });
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const logInAt = async (address: string) => (await kiosk.answerTo(await kiosk.challenge(), address)).statusCode;
	assert.equal(await logInAt("https://old.example"), 200);
	assert.equal(await logInAt("https://evil.example"), 401);
	const refused = house.logLines.map((line) => JSON.parse(line)).filter(({ event }) => event === "loginRefused");
	assert.deepEqual(
		refused.map(({ kiosk: id, why, origin }) => [id, why, origin]),
		[[kiosk.enrolment.kiosk, "notTheKiosk", "http://hub.test"]],
	);
});
