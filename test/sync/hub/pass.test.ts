import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { z } from "zod";
import { toHex } from "../../../core/bytes/bytes.ts";
import { HubError } from "../../../core/protocol/protocol.ts";
import { issuerKeyOf, readVoucher } from "../../../core/voucher/voucher.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { expectKind } from "../../expectKind.ts";
import { openPass, openRotatingCinema } from "../drivers/testPhone.ts";
import { bookingsHeader } from "./bookings/cinema.ts";
import {
	fetchPass,
	openCinemaHub,
	openTestHub,
	passSecretOf,
	requestAsOfficer,
	requestPass,
	type TestHub,
	uploadBookings,
} from "./testHub.ts";
import { day } from "./testKiosk.ts";

const Reports = z.object({
	bookings: z.array(z.object({ state: z.string(), code: z.string().nullable(), pass: z.string().nullable() })),
});

function issuerKeys({ onlineKeys }: TestHub) {
	return [issuerKeyOf(onlineKeys.issuer.publicKey, crypto)];
}

test("a pass tells the voucher's code and session to whoever has its link", async () => {
	const house = await openCinemaHub();
	const issued = house.store.vouchers.findByBooking("A-1");
	const pass = await fetchPass(house, "A-1");
	assert.equal(pass.party, 3);
	assert.equal(pass.venue["zh-CN"], "影院");
	const reading = readVoucher(pass.code ?? "", [issuerKeyOf(house.onlineKeys.issuer.publicKey, crypto)], crypto);
	assert.equal(expectKind(reading, "voucher").voucher.id, issued?.voucher);
});

test("a voucher's id, read from a photographed code, opens no pass (T6)", async () => {
	const house = await openRotatingCinema();
	const phone = await openPass(house, "A-1");
	const photographed = readVoucher(phone.codeAt(house.clock.nowMs()), issuerKeys(house), crypto);
	const { id } = expectKind(photographed, "voucher").voucher;
	const asBase64 = Buffer.from(id, "hex").toString("base64url");
	for (const secret of [id, asBase64, `${asBase64}AAAAAA`, "", "0".repeat(22)]) {
		assert.equal((await requestPass(house, secret)).statusCode, 404);
		for (const path of [`/v1/passes/${secret}`, `/v1/passes?voucher=${secret}`, `/pass/${secret}`]) {
			assert.equal((await house.app.inject(path)).statusCode, 404, path);
		}
	}
});

test("an officer is told the same link each time, and the database holds its secret only hashed and sealed (T6)", async () => {
	const linkKey = randomBytes(32);
	const folder = mkdtempSync(join(tmpdir(), "pailou-links-"));
	try {
		const path = join(folder, "hub.sqlite");
		const house = await openCinemaHub({ path, linkKey });
		const secrets = await Promise.all(["A-1", "A-2"].map((booking) => passSecretOf(house, booking)));
		assert.deepEqual([...new Set(secrets)].length, 2);
		assert.equal(await passSecretOf(house, "A-1"), secrets[0]);
		for (const secret of secrets) assert.match(secret, /^[A-Za-z0-9_-]{22}$/);
		house.store.close();
		const bytes = ["hub.sqlite", "hub.sqlite-wal"].flatMap((name) =>
			existsSync(join(folder, name)) ? [readFileSync(join(folder, name))] : [],
		);
		for (const secret of secrets) {
			for (const file of bytes) assert.ok(!file.includes(secret) && !file.includes(Buffer.from(secret, "base64url")));
		}
		const { onlineKeys } = house;
		const again = openTestHub({ path, linkKey, onlineKeys });
		assert.equal(await passSecretOf(again, "A-1"), secrets[0]);
		again.store.close();
		const other = openTestHub({ path, onlineKeys });
		assert.equal(
			(await requestPass(other, secrets[0] ?? "")).statusCode,
			200,
			"a link that was handed out still works",
		);
		const { body } = await requestAsOfficer(other, "GET", "/v1/bookings?booking=A-1");
		assert.equal(Reports.parse(body).bookings[0]?.pass, null, "and cannot be told again under another link key");
		other.store.close();
	} finally {
		rmSync(folder, { recursive: true });
	}
});

test("a new link takes the place of the one before (T6)", async () => {
	const house = await openCinemaHub();
	const first = await passSecretOf(house, "A-1");
	const told = await requestAsOfficer(house, "POST", "/v1/pass-links", { booking: "A-1" });
	assert.equal(told.status, 200);
	const second = await passSecretOf(house, "A-1");
	assert.deepEqual(told.body, { booking: "A-1", pass: `/pass/#${second}` });
	assert.notEqual(second, first);
	assert.deepEqual(
		[(await requestPass(house, first)).statusCode, (await requestPass(house, second)).statusCode],
		[404, 200],
	);
});

test("the pass and the report of a revoked voucher say revoked and give no code, until a later issue (T10)", async () => {
	const house = await openRotatingCinema();
	const reportOf = async () =>
		Reports.parse((await requestAsOfficer(house, "GET", "/v1/bookings?booking=A-1")).body).bookings[0];
	assert.deepEqual([(await fetchPass(house, "A-1")).state, (await reportOf())?.state], ["live", "live"]);
	await requestAsOfficer(house, "POST", "/v1/revocations/vouchers", { booking: "A-1", leastIssue: 2, why: "sold on" });
	const revoked = await fetchPass(house, "A-1");
	assert.deepEqual([revoked.state, revoked.code, revoked.rotation], ["revoked", null, null]);
	const report = await reportOf();
	assert.deepEqual([report?.state, report?.code], ["revoked", null]);
	await uploadBookings(house, `${bookingsHeader}\nA-1,1,1,101,2,,\n`);
	assert.deepEqual([(await fetchPass(house, "A-1")).state, (await reportOf())?.state], ["live", "live"]);
	await requestAsOfficer(house, "POST", "/v1/revocations/vouchers", { booking: "A-1", why: "sold on" });
	assert.equal((await fetchPass(house, "A-1")).code, null);
});

test("a cancelled or blocked voucher's pass and report give no code (T10)", async () => {
	const house = await openCinemaHub();
	await uploadBookings(house, `${bookingsHeader}\nA-1,1,1,101,3,0007,cancelled\nA-2,1,1,101,2,,blocked\n`);
	for (const [booking, state] of [
		["A-1", "cancelled"],
		["A-2", "blocked"],
	] as const) {
		const pass = await fetchPass(house, booking);
		assert.deepEqual([pass.state, pass.code, pass.rotation], [state, null, null]);
		const { bookings } = Reports.parse((await requestAsOfficer(house, "GET", `/v1/bookings?booking=${booking}`)).body);
		assert.deepEqual([bookings[0]?.state, bookings[0]?.code], [state, null]);
	}
});

test("a pass has a key to make codes with only where its session demands that they rotate, and never K_day", async () => {
	const house = await openRotatingCinema();
	const [first, second] = [(await fetchPass(house, "A-1")).rotation, (await fetchPass(house, "A-2")).rotation];
	assert.match(first ?? "", /^[0-9a-f]{64}$/);
	assert.notEqual(first, second);
	assert.equal((await fetchPass(house, "A-3")).rotation, null);
	const dayKey = toHex(house.store.daySecrets.findOrAdd(1, day, () => assert.fail("it was made before")));
	assert.equal([first, second].includes(dayKey), false);
});

test("the built pages are served with their policy, and nothing beside them", async () => {
	const folder = mkdtempSync(join(tmpdir(), "pailou-pages-"));
	try {
		const pages = join(folder, "renderer");
		for (const sub of ["pass", "assets"]) mkdirSync(join(pages, sub), { recursive: true });
		writeFileSync(join(folder, "secret.json"), "secret");
		writeFileSync(join(pages, "secret.json"), "secret");
		writeFileSync(join(pages, "pass", "pass.html"), "<!doctype html>");
		writeFileSync(join(pages, "pass", "worker.js"), "2");
		writeFileSync(join(pages, "assets", "pass-abc.js"), "1");
		const { app } = await openCinemaHub({ pages });
		const page = await app.inject("/pass/");
		assert.equal(page.statusCode, 200);
		assert.match(String(page.headers["content-type"]), /text\/html/);
		assert.match(String(page.headers["content-security-policy"]), /default-src 'none'/);
		assert.equal(page.headers["cache-control"], "no-store");
		const worker = await app.inject("/pass/worker.js");
		assert.equal(worker.body, "2");
		assert.match(String(worker.headers["content-type"]), /javascript/);
		assert.match(String(worker.headers["content-security-policy"]), /connect-src 'self'/);
		assert.equal(worker.headers["cache-control"], "no-store", "the next one is seen at the next visit");
		const script = await app.inject("/assets/pass-abc.js");
		assert.equal(script.body, "1");
		assert.match(String(script.headers["cache-control"]), /immutable/);
		const ways = [
			"../secret.json",
			"..%2fsecret.json",
			"%2e%2e%2fsecret.json",
			"..%5csecret.json",
			"%2fetc%2fpasswd",
			".",
			"%00.js",
		];
		for (const way of ways) {
			const answer = await app.inject(`/assets/${way}`);
			assert.equal(answer.statusCode, 404, way);
			assert.doesNotMatch(answer.body, /secret"?$/);
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
});

test("a hub whose pages are not built says so", async () => {
	const none = await openCinemaHub();
	const answer = await none.app.inject("/pass/");
	assert.equal(answer.statusCode, 404);
	assert.match(HubError.parse(answer.json()).error.message, /npm run build/);
	const empty = await openCinemaHub({ pages: "/nonexistent" });
	assert.match(HubError.parse((await empty.app.inject("/assets/a.js")).json()).error.message, /npm run build/);
});
