import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { toHex } from "../../../core/bytes/bytes.ts";
import { readEnrolmentCode } from "../../../core/protocol/enrolmentCode.ts";
import { buildPossessionMessage, EnrolmentAnswer, HubError } from "../../../core/protocol/protocol.ts";
import { openPinnedRoot } from "../../../core/trust/root.ts";
import { createKeyPair, crypto, type KeyPair, signerOf } from "../../../sync/crypto/signature.ts";
import { systemRandom } from "../../../sync/system.ts";
import {
	demonstrationMs,
	enrolKiosk,
	officerHeaders,
	openCinemaHub,
	origin,
	requestAsOfficer,
	type TestHub,
} from "./testHub.ts";

const minute = 60_000;

async function createCode(house: TestHub) {
	const { body } = await requestAsOfficer(house, "POST", "/v1/enrolment-codes", { venue: 1, label: "1 号窗口" });
	const code = readEnrolmentCode(z.object({ code: z.string() }).parse(body).code);
	if (code === null) throw new Error("not a code");
	return code;
}

async function submitEnrolment(
	house: TestHub,
	ticket: string,
	secret: string,
	pair: KeyPair = createKeyPair(systemRandom),
) {
	const possession = toHex(signerOf(pair.pkcs8)(buildPossessionMessage(ticket)));
	const payload = { ticket, secret, publicKey: pair.publicKey, possession };
	const answer = await house.app.inject({ method: "POST", url: "/v1/enrolments", payload });
	return answer.statusCode === 200 ? "enrolled" : HubError.parse(answer.json()).error.code;
}

test("a code makes a window of its venue and brings the root that the code names", async () => {
	const house = await openCinemaHub();
	const code = await createCode(house);
	assert.equal(code.hub, origin);
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	assert.equal(kiosk.enrolment.label, "1 号窗口");
	assert.equal(kiosk.enrolment.venueTitle["zh-CN"], "影院");
	const root = openPinnedRoot(kiosk.enrolment.root, code.rootPin, demonstrationMs, crypto);
	assert.equal(root.kind, "root");
});

test("three wrong tries lock a code, also for the right one", async () => {
	const house = await openCinemaHub();
	const { ticket, secret } = await createCode(house);
	const wrong = secret === "00000000" ? "11111111" : "00000000";
	for (let i = 0; i < 3; i++) assert.equal(await submitEnrolment(house, ticket, wrong), "codeWrong");
	assert.equal(await submitEnrolment(house, ticket, secret), "codeLocked");
});

test("a code of ten minutes ago is refused", async () => {
	const house = await openCinemaHub();
	const { ticket, secret } = await createCode(house);
	house.clock.move(10 * minute);
	assert.equal(await submitEnrolment(house, ticket, secret), "codeExpired");
});

test("a code makes one window: another device is refused, the same one gets its answer again", async () => {
	const house = await openCinemaHub();
	const { ticket, secret } = await createCode(house);
	const pair = createKeyPair(systemRandom);
	assert.equal(await submitEnrolment(house, ticket, secret, pair), "enrolled");
	assert.equal(await submitEnrolment(house, ticket, secret), "codeUsed");
	assert.equal(await submitEnrolment(house, ticket, secret, pair), "enrolled");
	assert.equal(house.store.kiosks.list().length, 1);
	const next = await createCode(house);
	assert.equal(await submitEnrolment(house, next.ticket, next.secret, pair), "keyKnown");
});

test("a device that does not hold its key is refused", async () => {
	const house = await openCinemaHub();
	const { ticket, secret } = await createCode(house);
	const other = createKeyPair(systemRandom);
	assert.equal(
		await submitEnrolment(house, ticket, secret, { ...createKeyPair(systemRandom), pkcs8: other.pkcs8 }),
		"notPossessed",
	);
	assert.equal(await submitEnrolment(house, ticket, secret), "enrolled");
});

test("a code needs a venue that is there and a label", async () => {
	const house = await openCinemaHub();
	assert.equal((await requestAsOfficer(house, "POST", "/v1/enrolment-codes", { venue: 9, label: "1" })).status, 404);
	assert.equal((await requestAsOfficer(house, "POST", "/v1/enrolment-codes", { venue: 1, label: " " })).status, 400);
});

test("a window logs in by signing a challenge, once, for this hub", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const challenge = await kiosk.challenge();
	assert.equal((await kiosk.answerTo(challenge, "http://other.test")).statusCode, 401);
	assert.equal((await kiosk.answerTo(challenge)).statusCode, 401, "a challenge is used up by the first try");
	const late = await kiosk.challenge();
	house.clock.move(2 * minute);
	assert.equal((await kiosk.answerTo(late)).statusCode, 401);
	assert.equal((await kiosk.answerTo(await kiosk.challenge())).statusCode, 200);
});

test("a login ends after fifteen minutes", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	house.clock.move(15 * minute - 1);
	assert.equal((await kiosk.get("/timestamp")).statusCode, 200);
	house.clock.move(1);
	assert.equal((await kiosk.get("/timestamp")).statusCode, 401);
});

test("what is for officers is refused without their token, and with a window's", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	for (const authorization of ["", "Bearer x", `Bearer ${kiosk.token}`]) {
		for (const url of ["/v1/venues", "/v1/bookings", "/v1/kiosks", "/v1/conflicts", "/v1/alarms"]) {
			assert.equal((await house.app.inject({ url, headers: { authorization } })).statusCode, 401);
		}
		for (const url of ["/v1/bookings", "/v1/programmes", "/v1/allocations", "/v1/enrolment-codes"]) {
			const answer = await house.app.inject({ method: "POST", url, headers: { authorization }, payload: {} });
			assert.equal(answer.statusCode, 401);
		}
	}
});

test("every refusal is a code and a sentence", async () => {
	const house = await openCinemaHub();
	const requests = [
		{ url: "/nothing/here" },
		{ method: "POST" as const, url: "/v1/enrolments", payload: { ticket: 1 } },
		{ method: "POST" as const, url: "/v1/enrolments", headers: { "content-type": "application/json" }, payload: "{" },
		{ method: "POST" as const, url: "/v1/enrolments", headers: { "content-type": "text/xml" }, payload: "<a/>" },
		{ method: "POST" as const, url: "/v1/enrolments", payload: { ticket: "x".repeat(20_000) } },
		{ method: "POST" as const, url: "/v1/kiosks/k000000000000/challenges" },
		{ url: "/v1/bookings?venue=one", headers: officerHeaders },
		{ url: "/v1/standings", headers: officerHeaders },
		{ url: "/v1/passes" },
		{ url: "/v1/roots/%00" },
		{ url: "/v1/roots/%zz" },
	];
	for (const request of requests) {
		const answer = await house.app.inject(request);
		assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, request.url);
		assert.match(HubError.parse(answer.json()).error.message, /^[A-Z].*\.$/s, request.url);
	}
	assert.deepEqual(house.faults, []);
});

test("the answer of an enrolment is what the protocol says", async () => {
	const kiosk = await enrolKiosk(await openCinemaHub(), 2, "换票窗口");
	assert.ok(EnrolmentAnswer.safeParse(kiosk.enrolment).success);
});
