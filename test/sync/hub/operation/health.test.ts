import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import Database from "better-sqlite3";
import { z } from "zod";
import { rootLifetimeMs } from "../../../../sync/keys/authority.ts";
import { cinemaProgramme } from "../bookings/cinema.ts";
import { openHubWithSigner } from "../hubWithSigner.ts";
import { demonstrationMs, enrolKiosk, openCinemaHub, openTestHub, requestAsOfficer, type TestHub } from "../testHub.ts";

const Health = z.object({ ok: z.boolean(), problems: z.array(z.object({ code: z.string(), message: z.string() })) });

async function healthOf({ app }: Pick<TestHub, "app">) {
	const answer = await app.inject("/v1/health");
	const { ok, problems } = Health.parse(answer.json());
	assert.equal(ok, problems.length === 0);
	for (const { message } of problems) assert.match(message, /^[A-Z].*[a-z]$|^[A-Z].*\.$/);
	return { status: answer.statusCode, codes: problems.map(({ code }) => code) };
}

const megabyte = 1024 * 1024;

test("health is for anyone, and says ok of a hub that lacks nothing (H11)", async () => {
	assert.deepEqual(await healthOf(await openCinemaHub()), { status: 200, codes: [] });
});

test("health says that the disk is almost full, and that it is full (H11)", async () => {
	let free = 1000 * megabyte;
	const house = await openCinemaHub({ freeDiskBytes: () => free });
	const later = async (bytes: number) => {
		free = bytes;
		house.clock.move(5_000);
		return await healthOf(house);
	};
	assert.deepEqual((await later(600 * megabyte)).codes, []);
	assert.deepEqual(await later(511 * megabyte), { status: 200, codes: ["diskAlmostFull"] });
	assert.deepEqual(await later(3 * megabyte), { status: 503, codes: ["diskFull"] });
	assert.deepEqual(await later(600 * megabyte), { status: 200, codes: [] });
});

test("health says that the signer does not answer, and is well again when it is back (H11)", async () => {
	const { house, start, close } = await openHubWithSigner();
	assert.deepEqual(await healthOf(house), { status: 503, codes: ["signerAway"] });
	const server = await start();
	house.clock.move(5_000);
	assert.deepEqual(await healthOf(house), { status: 200, codes: [] });
	await server.close();
	close();
});

test("health says that the root is about to expire, and that it has expired (H11)", async () => {
	const expiresAt = demonstrationMs - 1000 + rootLifetimeMs;
	const dayMs = 24 * 3_600_000;
	const house = await openCinemaHub({ startMs: expiresAt - 61 * dayMs });
	assert.deepEqual((await healthOf(house)).codes, []);
	house.clock.move(dayMs);
	assert.deepEqual(await healthOf(house), { status: 200, codes: ["rootExpiring"] });
	house.clock.move(60 * dayMs);
	assert.deepEqual(await healthOf(house), { status: 503, codes: ["rootExpired"] });
});

test("health says that a venue's timestamp is not renewed while its kiosks ask for it (H11)", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	assert.equal((await kiosk.get("/timestamp")).statusCode, 200);
	house.clock.move(2 * 3_600_000 + 1);
	await kiosk.logIn();
	assert.deepEqual(await healthOf(house), { status: 503, codes: ["timestampOld"] });
	assert.equal((await kiosk.get("/timestamp")).statusCode, 200);
	house.clock.move(5_000);
	assert.deepEqual(await healthOf(house), { status: 200, codes: [] });
});

test("health says that kiosks of an open venue are silent with lines that wait, until they call or are revoked (H11)", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const lost = await enrolKiosk(house, 1, "2 号窗口");
	house.clock.move(3_600_000);
	assert.deepEqual(await healthOf(house), { status: 200, codes: ["kiosksSilent"] });
	await kiosk.logIn();
	house.clock.move(5_000);
	assert.deepEqual((await healthOf(house)).codes, ["kiosksSilent"]);
	await requestAsOfficer(house, "POST", `/v1/revocations/kiosks/${lost.enrolment.kiosk}`, { why: "lost" });
	house.clock.move(5_000);
	assert.deepEqual((await healthOf(house)).codes, []);
});

test("health says for a minute that the database could not be written (H11)", async () => {
	const folder = mkdtempSync(join(tmpdir(), "pailou-health-"));
	const path = join(folder, "hub.sqlite");
	const house = openTestHub({ path });
	const other = new Database(path);
	try {
		other.exec("BEGIN IMMEDIATE");
		assert.equal((await requestAsOfficer(house, "POST", "/v1/programmes", cinemaProgramme())).status, 503);
		assert.deepEqual(await healthOf(house), { status: 503, codes: ["cannotWrite"] });
		other.exec("ROLLBACK");
		house.clock.move(60_000);
		assert.deepEqual(await healthOf(house), { status: 200, codes: [] });
	} finally {
		other.close();
		house.store.close();
		rmSync(folder, { recursive: true });
	}
});
