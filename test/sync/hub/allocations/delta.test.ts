import assert from "node:assert/strict";
import { test } from "node:test";
import { AllocationHeader, verifyAllocation } from "../../../../core/allocation/allocation.ts";
import { applyDelta, deltaLengthOf, readDelta } from "../../../../core/allocation/delta.ts";
import { decodeText, fromBase64 } from "../../../../core/bytes/bytes.ts";
import { AllocationAnswer } from "../../../../core/protocol/protocol.ts";
import { Envelope } from "../../../../core/trust/envelope.ts";
import { crypto } from "../../../../sync/crypto/signature.ts";
import { bookingsHeader } from "../bookings/cinema.ts";
import { enrolKiosk, openCinemaHub, requestAsOfficer, type TestHub, uploadBookings } from "../testHub.ts";
import { day, type TestKiosk } from "../testKiosk.ts";

const versions = `/allocations/${day}/versions`;

async function publish(house: TestHub, bookings: string): Promise<void> {
	await uploadBookings(house, `${bookingsHeader}\n${bookings}\n`);
	await requestAsOfficer(house, "POST", "/v1/allocations", {});
}

async function fetchHeld(kiosk: TestKiosk) {
	const answer = AllocationAnswer.parse((await kiosk.get(`/allocations/${day}`)).json());
	const payload = fromBase64(Envelope.parse(answer.header).payload) ?? assert.fail("no header");
	const signed = AllocationHeader.parse(JSON.parse(decodeText(payload)));
	const rows = new Uint8Array((await kiosk.get(`${versions}/${signed.version}/rows`)).rawPayload);
	const allocation = verifyAllocation(signed, rows, crypto);
	return "kind" in allocation ? assert.fail(allocation.why) : allocation;
}

test("a delta leads from the version a window has to the one it asks for, over any number between", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const first = await fetchHeld(kiosk);
	await publish(house, "A-1,1,1,101,3,0007,cancelled");
	await publish(house, "A-9,1,1,101,1,,");
	const last = await fetchHeld(kiosk);
	const answer = await kiosk.get(`${versions}/3/delta?from=1`);
	assert.equal(answer.rawPayload.length, deltaLengthOf(2));
	const delta = readDelta(answer.rawPayload);
	assert.deepEqual("kind" in delta ? delta : applyDelta(first, last.header, delta, crypto), last);
	assert.deepEqual((await kiosk.get(`${versions}/3/delta?from=1`)).rawPayload, answer.rawPayload);
	const rest = await kiosk.get(`${versions}/3/delta?from=1`, { range: "bytes=20-" });
	assert.deepEqual([rest.statusCode, rest.rawPayload], [206, answer.rawPayload.subarray(20)]);
});

test("leaf hashes and buckets are those of the signed root", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const { tree, buckets } = await fetchHeld(kiosk);
	assert.deepEqual(new Uint8Array((await kiosk.get(`${versions}/1/leaves`)).rawPayload), tree.levels[0]);
	const answer = await kiosk.get(`${versions}/1/buckets?of=0`);
	assert.deepEqual(new Uint8Array(answer.rawPayload), new Uint8Array(buckets[0] ?? []));
});

test("what the hub has not is 404 or 410, what is no question 400, and a stranger gets none of it", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	await publish(house, "A-9,1,1,101,1,,");
	const status = async (path: string) => (await kiosk.get(`${versions}/${path}`)).statusCode;
	for (const path of ["9/delta?from=1", "9/leaves", "9/buckets?of=0", "0/leaves"])
		assert.equal(await status(path), 404);
	assert.equal(await status("2/delta?from=0"), 410);
	const many = Array.from({ length: 129 }, (_, i) => i).join(",");
	const questions = ["2/delta", "2/delta?from=2", "2/delta?from=3", "2/buckets", "2/buckets?of="];
	for (const path of [...questions, ...["x", "1", "0,0", "-1", "1,0", many].map((of) => `2/buckets?of=${of}`)]) {
		assert.equal(await status(path), 400, path);
	}
	kiosk.token = (await enrolKiosk(house, 2, "公园窗口")).token;
	for (const path of ["2/delta?from=1", "2/leaves", "2/buckets?of=0"]) assert.equal(await status(path), 403);
	assert.deepEqual(house.faults, []);
});
