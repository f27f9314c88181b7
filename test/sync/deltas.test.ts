import assert from "node:assert/strict";
import { test } from "node:test";
import { withTempFolder } from "../main/offlineKiosk.ts";
import {
	assertSameAsHub,
	cancelBookings,
	countTransferredBytes,
	fetchedParts,
	openLargeCinema,
	openSyncedClient,
	openTestClient,
	pulledOne,
	rowStateOf,
	versionOf,
} from "./drivers/testClient.ts";
import { enrolKiosk } from "./hub/testHub.ts";

test("when a list changes, only what changed goes over the wire: at most 60 bytes a change", async () => {
	const hub = await openLargeCinema();
	const client = await openSyncedClient(hub);
	const changed = Array.from({ length: 50 }, (_, i) => i * 20);
	await cancelBookings(hub, ...changed);
	assert.equal(rowStateOf(hub, client, 20), "live", "it has not heard yet");
	assert.deepEqual(await client.pull(), pulledOne);
	assert.deepEqual(fetchedParts(client), ["delta"]);
	assert.ok(countTransferredBytes(client) <= 60 * changed.length, `${countTransferredBytes(client)} bytes`);
	assert.deepEqual([rowStateOf(hub, client, 20), rowStateOf(hub, client, 21)], ["cancelled", "live"]);
	assertSameAsHub(hub, client);
	assert.deepEqual(await client.pull(), { ...pulledOne, taken: 0 });
	assert.equal(fetchedParts(client).length, 1, "nothing is new, nothing is fetched");
});

test("a kiosk that missed several versions takes one delta, and holds the last after a start anew", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const hub = await openLargeCinema();
		const kiosk = await enrolKiosk(hub, 1, "1 号窗口");
		const before = openTestClient(hub, kiosk, path);
		await before.pull();
		for (const number of [1, 2, 3]) await cancelBookings(hub, number);
		before.network.transfers.length = 0;
		assert.deepEqual(await before.pull(), pulledOne);
		assert.deepEqual(fetchedParts(before), ["delta"]);
		await cancelBookings(hub, 4);
		assert.deepEqual(await before.pull(), pulledOne);
		before.close();
		const after = openTestClient(hub, kiosk, path);
		assert.equal(versionOf(after), 6);
		assert.deepEqual(
			[1, 2, 3, 4, 5].map((number) => rowStateOf(hub, after, number)),
			[...Array.from({ length: 4 }, () => "cancelled"), "live"],
		);
		assertSameAsHub(hub, after);
		after.close();
	}));

test("a delta changed on the way leads to the leaf hashes, and only the buckets that differ are fetched", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const hub = await openLargeCinema();
		const kiosk = await enrolKiosk(hub, 1, "1 号窗口");
		const client = openTestClient(hub, kiosk, path);
		await client.pull();
		client.network.transfers.length = 0;
		await cancelBookings(hub, 7);
		client.network.corrupts = /delta/;
		assert.deepEqual(await client.pull(), pulledOne);
		assert.deepEqual(fetchedParts(client), ["delta", "leaves", "buckets"]);
		assert.match(client.network.transfers[2]?.path ?? "", /of=\d$/, "one change, one bucket");
		assert.equal(rowStateOf(hub, client, 7), "cancelled");
		assertSameAsHub(hub, client);
		client.close();
		const after = openTestClient(hub, kiosk, path);
		assertSameAsHub(hub, after);
		assert.equal(versionOf(after), 3);
		after.close();
	}));

test("with the leaf hashes or the buckets changed as well, the list is fetched whole", async () => {
	const hub = await openLargeCinema();
	for (const [corrupts, ways] of [
		[/delta|leaves/, ["delta", "leaves", "rows"]],
		[/delta|buckets/, ["delta", "leaves", "buckets", "rows"]],
	] as const) {
		const client = await openSyncedClient(hub);
		await cancelBookings(hub, ways.length);
		client.network.corrupts = corrupts;
		assert.deepEqual(await client.pull(), pulledOne);
		assert.deepEqual(fetchedParts(client), ways);
		assert.equal(rowStateOf(hub, client, ways.length), "cancelled");
		assertSameAsHub(hub, client);
	}
});

test("with everything changed on the way the old list stays in force, it says so, and nothing of it is kept", async () => {
	const hub = await openLargeCinema();
	const client = await openSyncedClient(hub);
	await cancelBookings(hub, 7);
	client.network.condition = "listsCorrupted";
	assert.deepEqual(await client.pull(), { kind: "done", taken: 0, unusable: { kind: "unfit" } });
	assert.deepEqual([versionOf(client), rowStateOf(hub, client, 7)], [2, "live"]);
	client.network.condition = "fair";
	assert.deepEqual(await client.pull(), pulledOne);
	assert.equal(rowStateOf(hub, client, 7), "cancelled");
});

test("a hub without the version that is held leads by leaf hashes, one that knows no deltas by the whole list", async () => {
	const hub = await openLargeCinema();
	const client = await openSyncedClient(hub);
	await cancelBookings(hub, 7);
	client.network.lacks = /delta/;
	assert.deepEqual(await client.pull(), pulledOne);
	assert.deepEqual(fetchedParts(client), ["leaves", "buckets"]);
	assertSameAsHub(hub, client);
	client.network.lacks = /delta|leaves/;
	await cancelBookings(hub, 8);
	client.network.transfers.length = 0;
	assert.deepEqual(await client.pull(), pulledOne);
	assert.deepEqual(fetchedParts(client), ["rows"]);
	assertSameAsHub(hub, client);
});

for (const [where, statement] of [
	["before the delta is on the disk", "BEFORE INSERT ON main.delta"],
	["after the delta is on the disk", "AFTER INSERT ON main.delta"],
	["before its line is in the journal", "BEFORE INSERT ON main.journal"],
] as const) {
	test(`a client whose disk fails ${where} goes on with the old list, and holds it whole after a start`, () =>
		withTempFolder(async (folder) => {
			const path = `${folder}/pailou.sqlite`;
			const hub = await openLargeCinema();
			const kiosk = await enrolKiosk(hub, 1, "1 号窗口");
			const client = openTestClient(hub, kiosk, path);
			await client.pull();
			await cancelBookings(hub, 7);
			client.database.exec(`CREATE TEMP TRIGGER cut ${statement} BEGIN SELECT RAISE(ABORT, 'power cut'); END`);
			await client.pull().catch((broken: Error) => assert.match(broken.message, /power cut/));
			assert.deepEqual([versionOf(client), rowStateOf(hub, client, 7)], [2, "live"]);
			client.close();
			const after = openTestClient(hub, kiosk, path);
			assert.deepEqual([versionOf(after), rowStateOf(hub, after, 7)], [2, "live"]);
			assertSameAsHub(hub, after);
			assert.deepEqual(await after.pull(), pulledOne);
			assert.equal(rowStateOf(hub, after, 7), "cancelled");
			after.close();
		}));
}
