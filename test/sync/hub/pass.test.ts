import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { toHex } from "../../../core/bytes/bytes.ts";
import { HubError, PassAnswer } from "../../../core/protocol/protocol.ts";
import { issuerKeyOf, readVoucher } from "../../../core/voucher/voucher.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { expectKind } from "../../expectKind.ts";
import { openRotatingCinema } from "../drivers/testPhone.ts";
import { openCinemaHub } from "./testHub.ts";
import { day } from "./testKiosk.ts";

test("a pass tells the voucher's code and session to whoever knows its id", async () => {
	const house = await openCinemaHub();
	const issued = house.store.vouchers.findByBooking("A-1");
	const answer = PassAnswer.parse((await house.app.inject(`/v1/passes/${issued?.voucher}`)).json());
	assert.equal(answer.party, 3);
	assert.equal(answer.venue["zh-CN"], "影院");
	const reading = readVoucher(answer.code, [issuerKeyOf(house.onlineKeys.issuer.publicKey, crypto)], crypto);
	assert.equal(expectKind(reading, "voucher").voucher.id, issued?.voucher);
	assert.equal((await house.app.inject(`/v1/passes/${"0".repeat(24)}`)).statusCode, 404);
});

test("a pass has a key to make codes with only where its session demands that they rotate, and never K_day", async () => {
	const house = await openRotatingCinema();
	const told = async (booking: string) => {
		const issued = house.store.vouchers.findByBooking(booking);
		return PassAnswer.parse((await house.app.inject(`/v1/passes/${issued?.voucher}`)).json()).rotation;
	};
	const [first, second] = [await told("A-1"), await told("A-2")];
	assert.match(first ?? "", /^[0-9a-f]{64}$/);
	assert.notEqual(first, second);
	assert.equal(await told("A-3"), null);
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
		const page = await app.inject("/pass/000000000000000000000000");
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
	const answer = await none.app.inject("/pass/000000000000000000000000");
	assert.equal(answer.statusCode, 404);
	assert.match(HubError.parse(answer.json()).error.message, /npm run build/);
	const empty = await openCinemaHub({ pages: "/nonexistent" });
	assert.match(HubError.parse((await empty.app.inject("/assets/a.js")).json()).error.message, /npm run build/);
});

test("health is for anyone", async () => {
	const { app } = await openCinemaHub();
	assert.equal((await app.inject("/v1/health")).json().ok, true);
});
