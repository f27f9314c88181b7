import assert from "node:assert/strict";
import { once } from "node:events";
import { statSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { z } from "zod";
import { AllocationHeader } from "../../../core/allocation/allocation.ts";
import { encodeText } from "../../../core/bytes/bytes.ts";
import { Day, type PublicKey } from "../../../core/identity.ts";
import { DocumentAnswer, HubError } from "../../../core/protocol/protocol.ts";
import { openDocument, payloadTypes, signEnvelope } from "../../../core/trust/envelope.ts";
import { createKeyPair, crypto, signerOf } from "../../../sync/crypto/signature.ts";
import { writeKey } from "../../../sync/keys/keyFile.ts";
import { createFrameDecoder, encodeFrame, mostFrameBytes } from "../../../sync/signer/frames.ts";
import { openSignerConnection } from "../../../sync/signer/socketClient.ts";
import { openSocketServer } from "../../../sync/signer/socketServer.ts";
import { systemClock, systemRandom } from "../../../sync/system.ts";
import { bookingsHeader } from "../hub/bookings/cinema.ts";
import { loadCinema, openHubWithSigner } from "../hub/hubWithSigner.ts";
import {
	enrolKiosk,
	officerHeaders,
	requestAsOfficer,
	requestPass,
	type TestHub,
	uploadBookings,
} from "../hub/testHub.ts";
import { headerRequest, openTestSigner, responseCodeOf, voucherRequest } from "./testSigner.ts";

const Bookings = z.object({
	bookings: z.array(z.looseObject({ voucher: z.string(), code: z.string(), pass: z.string() })),
});

test("a hub without its signer answers 503 with Retry-After, goes on taking journals, and recovers when it is back", async () => {
	const { house: hub, path, start, close } = await openHubWithSigner();
	await loadCinema(hub);
	let door = await start();
	assert.equal(statSync(path).mode & 0o777, 0o600);
	const { bookings } = Bookings.parse((await requestAsOfficer(hub, "GET", "/v1/bookings?venue=1")).body);
	const pass = (n: number) => requestPass(hub, bookings[n]?.pass.split("#")[1] ?? "");
	await door.close();
	const lists = () => hub.app.inject({ method: "POST", url: "/v1/allocations", headers, payload: {} });
	const headers = officerHeaders;
	const away = await lists();
	assert.deepEqual([away.statusCode, away.headers["retry-after"]], [503, "3"]);
	assert.equal(HubError.parse(away.json()).error.code, "signerAway");
	assert.equal((await pass(0)).statusCode, 200, "a code that was minted is shown again");
	const kiosk = await enrolKiosk(hub, 1, "1 号窗口");
	assert.equal((await kiosk.push([])).statusCode, 200);
	door = await start();
	assert.equal((await lists()).statusCode, 200);
	await door.close();
	close();
});

test("what the signer refuses for its rate is 503 until there is room; what it never signs is 422", async () => {
	const {
		house: hub,
		start,
		close,
	} = await openHubWithSigner({
		rates: { allocation: { perMinute: 30, burst: 1 } },
		venues: [{ from: 1, to: 1 }],
	});
	await loadCinema(hub);
	const door = await start();
	const headers = officerHeaders;
	const publish = (venue: number) =>
		hub.app.inject({ method: "POST", url: "/v1/allocations", headers, payload: { venue } });
	assert.equal((await publish(1)).statusCode, 200);
	await uploadBookings(hub, `${bookingsHeader}\nA-9,1,1,101,1,,\n`);
	const busy = await publish(1);
	assert.deepEqual([busy.statusCode, busy.headers["retry-after"]], [503, "2"]);
	hub.clock.move(4000);
	assert.equal((await publish(1)).statusCode, 200);
	assert.equal((await publish(2)).statusCode, 503);
	hub.clock.move(4000);
	assert.equal((await publish(2)).statusCode, 422, "venue 2 is not this signer's");
	await door.close();
	close();
});

test("a hub that was restored from a copy publishes above what its signer remembers", async () => {
	const { house: hub, path, start, close } = await openHubWithSigner();
	await loadCinema(hub);
	const door = await start();
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	await uploadBookings(hub, `${bookingsHeader}\nA-9,1,1,101,1,,\n`);
	const day = Day.parse("2026-10-01");
	// The signer has signed version 2, which this hub knows nothing of.
	const connection = openSignerConnection(path, systemClock);
	const elsewhere = { ...headerOfVenue(hub, day), version: 2 };
	assert.equal(
		responseCodeOf(await connection.ask({ kind: "document", type: "allocation", document: elsewhere })),
		"envelope",
	);
	connection.close();
	const told = await requestAsOfficer(hub, "POST", "/v1/allocations", { venue: 1 });
	assert.deepEqual(told.body, { published: [{ venue: 1, day, version: 3, rows: 4 }], unchanged: 0, left: [] });
	await door.close();
	close();
});

function headerOfVenue(hub: TestHub, day: Day): AllocationHeader {
	const envelope = hub.store.allocations.findLatest(1, day)?.envelope;
	return AllocationHeader.parse(JSON.parse(Buffer.from(envelope?.payload ?? "", "base64").toString("utf8")));
}

test("after a rotation everything a kiosk is to believe is signed anew, by the keys the new root names", async () => {
	const { house: hub, folder, start, close } = await openHubWithSigner();
	await loadCinema(hub);
	const door = await start();
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	const kiosk = await enrolKiosk(hub, 1, "1 号窗口");
	const versionOf = async (kind: "roster" | "revocations", by: PublicKey) => {
		const { document } = DocumentAnswer.parse((await kiosk.get(`/${kind}`)).json());
		const shape = z.looseObject({ epoch: z.int().optional(), version: z.int().optional() });
		const opened = openDocument(document, payloadTypes[kind], { threshold: 1, keys: [by] }, shape, crypto);
		return opened.kind === "document" ? (opened.document.epoch ?? opened.document.version) : opened.why;
	};
	const { allocator, roster } = hub.onlineKeys;
	assert.deepEqual(
		[await versionOf("roster", roster.publicKey), await versionOf("revocations", allocator.publicKey)],
		[1, 1],
	);

	const [newAllocator, newRoster] = [createKeyPair(systemRandom), createKeyPair(systemRandom)];
	const { root } = hub.roots.newest();
	const roles = {
		...root.roles,
		allocator: { threshold: 1, keys: [newAllocator.publicKey] },
		roster: { threshold: 1, keys: [newRoster.publicKey] },
	};
	const next = encodeText(JSON.stringify({ ...root, version: 2, roles }));
	const holders = hub.offlineKeys.slice(0, 2).map(({ publicKey, pkcs8 }) => ({ publicKey, sign: signerOf(pkcs8) }));
	const envelope = signEnvelope(payloadTypes.root, next, holders);
	assert.equal(
		(await requestAsOfficer(hub, "POST", "/v1/roots", envelope)).status,
		422,
		"the signer has no such keys yet",
	);
	writeKey(folder, "allocator", newAllocator);
	writeKey(folder, "roster", newRoster);
	assert.equal((await requestAsOfficer(hub, "POST", "/v1/roots", envelope)).status, 200);

	assert.equal(await versionOf("roster", newRoster.publicKey), 2);
	assert.equal(await versionOf("revocations", newAllocator.publicKey), 2);
	const told = await requestAsOfficer(hub, "POST", "/v1/allocations", { venue: 1 });
	assert.deepEqual(told.body, {
		published: [{ venue: 1, day: "2026-10-01", version: 2, rows: 3 }],
		unchanged: 0,
		left: [],
	});
	await door.close();
	close();
});

test("many questions at once are each answered once, in frames of any cut", async () => {
	const { signer: desk, folder } = openTestSigner();
	const path = join(folder, "s.sock");
	const door = await openSocketServer(desk, path);
	const connection = openSignerConnection(path, systemClock);
	const told = await Promise.all(Array.from({ length: 50 }, (_, n) => connection.ask(headerRequest(n + 1))));
	assert.deepEqual([...new Set(told.map(responseCodeOf))], ["envelope"]);
	connection.close();
	const socket = connect(path);
	const whole = encodeFrame({ id: 9, ...voucherRequest() });
	for (const byte of whole) socket.write(Buffer.of(byte));
	const [answer] = await once(socket, "data");
	const [message] = createFrameDecoder().take(answer);
	assert.equal(z.object({ id: z.literal(9), kind: z.string() }).parse(message).kind, "code");
	socket.destroy();
	await door.close();
});

test("whoever sends what is no frame, or too large a one, is hung up on; the others are served on", async () => {
	const { signer: desk, folder } = openTestSigner();
	const path = join(folder, "s.sock");
	const door = await openSocketServer(desk, path);
	const tooLarge = Buffer.alloc(4);
	tooLarge.writeUInt32BE(mostFrameBytes + 1);
	for (const bytes of [tooLarge, Buffer.concat([Buffer.of(0, 0, 0, 2), Buffer.from("{]")]), encodeFrame("sign!")]) {
		const socket = connect(path);
		socket.on("error", () => {});
		socket.end(bytes);
		socket.resume();
		await once(socket, "close");
	}
	const connection = openSignerConnection(path, systemClock);
	assert.equal(responseCodeOf(await connection.ask(voucherRequest())), "code");
	await assert.rejects(openSocketServer(desk, path), /running at .* already/);
	connection.close();
	await door.close();
});
