import assert from "node:assert/strict";
import { test } from "node:test";
import { expectKind } from "../expectKind.ts";
import { openTestClient, pulledOne } from "./drivers/testClient.ts";
import { openTestDevice } from "./drivers/testDevice.ts";
import { enrolKiosk, openCinemaHub } from "./hub/testHub.ts";

test("a kiosk names its protocol version with every request, from its enrolment on", async () => {
	const kiosk = openTestDevice(await openCinemaHub());
	assert.deepEqual(await kiosk.enrol(), { kind: "enrolled" });
	await kiosk.close();
	const { protocolVersions } = kiosk.network;
	assert.ok(protocolVersions.length > 5, `${protocolVersions.length} requests`);
	assert.deepEqual([...new Set(protocolVersions)], ["1"]);
});

test("an answer of another protocol version is not used, and what is held stays in force", async () => {
	const hub = await openCinemaHub();
	const client = openTestClient(hub, await enrolKiosk(hub, 1, "1 号窗口"));
	assert.deepEqual(await client.pull(), pulledOne);
	const held = client.allocations.trustState();
	client.network.condition = "newerProtocol";
	const pulled = await client.pull();
	assert.deepEqual([pulled.kind, expectKind(pulled, "failed").trouble], ["failed", "rubbish"]);
	assert.equal(client.allocations.trustState(), held);
	client.close();
});

test("a device is not enrolled by a hub of another protocol version", async () => {
	const kiosk = openTestDevice(await openCinemaHub());
	kiosk.network.condition = "newerProtocol";
	assert.deepEqual(await kiosk.enrol(), { kind: "failed", why: "rubbish" });
	await kiosk.close();
});
