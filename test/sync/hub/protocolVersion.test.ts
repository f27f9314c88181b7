import assert from "node:assert/strict";
import { test } from "node:test";
import { HubError } from "../../../core/protocol/protocol.ts";
import { officerHeaders, openCinemaHub, type TestHub } from "./testHub.ts";

async function requestRoot(house: TestHub, headers: Record<string, string>, url = "/v1/root") {
	const answer = await house.app.inject({ method: "GET", url, headers });
	const refusal = HubError.safeParse(answer.json()).data?.error;
	return { status: answer.statusCode, spoken: answer.headers["pailou-protocol"], refusal };
}

test("the hub names its protocol version with every answer, refusals too", async () => {
	const house = await openCinemaHub();
	const answered = await requestRoot(house, { "pailou-protocol": "1" });
	assert.deepEqual(answered, { status: 200, spoken: "1", refusal: undefined });
	const refused = await requestRoot(house, {}, "/v1/alarms");
	assert.deepEqual([refused.status, refused.spoken], [401, "1"]);
	const unknown = await requestRoot(house, {}, "/v1/nowhere");
	assert.deepEqual([unknown.status, unknown.spoken], [404, "1"]);
});

test("a request without a protocol version is taken as version 1", async () => {
	assert.equal((await requestRoot(await openCinemaHub(), {})).status, 200);
});

test("a newer kiosk is told to update the hub, before anything else is looked at", async () => {
	const house = await openCinemaHub();
	const { status, spoken, refusal } = await requestRoot(house, { "pailou-protocol": "2" }, "/v1/alarms");
	assert.deepEqual([status, spoken, refusal?.code], [400, "1", "protocolVersion"]);
	assert.equal(
		refusal?.message,
		"This request is in version 2 of the protocol; the hub speaks version 1. Update the hub.",
	);
});

test("what is no version is refused, also of an officer", async () => {
	const house = await openCinemaHub();
	for (const version of ["0", "1.0", "01", "", "one", "10000"]) {
		const { status, refusal } = await requestRoot(
			house,
			{ ...officerHeaders, "pailou-protocol": version },
			"/v1/alarms",
		);
		assert.deepEqual([version, status, refusal?.code], [version, 400, "protocolVersion"]);
		assert.match(refusal?.message ?? "", /version 1\. Update the kiosk\.$/);
	}
});
