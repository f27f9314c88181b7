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
	const house = await openLargeCinema();
	const window = await openSyncedClient(house);
	const changed = Array.from({ length: 50 }, (_, i) => i * 20);
	await cancelBookings(house, ...changed);
	assert.equal(rowStateOf(house, window, 20), "live", "it has not heard yet");
	assert.deepEqual(await window.pull(), pulledOne);
	assert.deepEqual(fetchedParts(window), ["delta"]);
	assert.ok(countTransferredBytes(window) <= 60 * changed.length, `${countTransferredBytes(window)} bytes`);
	assert.deepEqual([rowStateOf(house, window, 20), rowStateOf(house, window, 21)], ["cancelled", "live"]);
	assertSameAsHub(house, window);
	assert.deepEqual(await window.pull(), { ...pulledOne, taken: 0 });
	assert.equal(fetchedParts(window).length, 1, "nothing is new, nothing is fetched");
});

test("a window that missed several versions takes one delta, and holds the last after a start anew", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const house = await openLargeCinema();
		const kiosk = await enrolKiosk(house, 1, "1 号窗口");
		const before = openTestClient(house, kiosk, path);
		await before.pull();
		for (const number of [1, 2, 3]) await cancelBookings(house, number);
		before.network.transfers.length = 0;
		assert.deepEqual(await before.pull(), pulledOne);
		assert.deepEqual(fetchedParts(before), ["delta"]);
		await cancelBookings(house, 4);
		assert.deepEqual(await before.pull(), pulledOne);
		before.close();
		const after = openTestClient(house, kiosk, path);
		assert.equal(versionOf(after), 6);
		assert.deepEqual(
			[1, 2, 3, 4, 5].map((number) => rowStateOf(house, after, number)),
			[...Array.from({ length: 4 }, () => "cancelled"), "live"],
		);
		assertSameAsHub(house, after);
		after.close();
	}));

test("a delta changed on the way leads to the leaf hashes, and only the buckets that differ are fetched", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const house = await openLargeCinema();
		const kiosk = await enrolKiosk(house, 1, "1 号窗口");
		const window = openTestClient(house, kiosk, path);
		await window.pull();
		window.network.transfers.length = 0;
		await cancelBookings(house, 7);
		window.network.corrupts = /delta/;
		assert.deepEqual(await window.pull(), pulledOne);
		assert.deepEqual(fetchedParts(window), ["delta", "leaves", "buckets"]);
		assert.match(window.network.transfers[2]?.path ?? "", /of=\d$/, "one change, one bucket");
		assert.equal(rowStateOf(house, window, 7), "cancelled");
		assertSameAsHub(house, window);
		window.close();
		const after = openTestClient(house, kiosk, path);
		assertSameAsHub(house, after);
		assert.equal(versionOf(after), 3);
		after.close();
	}));

test("with the leaf hashes or the buckets changed as well, the list is fetched whole", async () => {
	const house = await openLargeCinema();
	for (const [corrupts, ways] of [
		[/delta|leaves/, ["delta", "leaves", "rows"]],
		[/delta|buckets/, ["delta", "leaves", "buckets", "rows"]],
	] as const) {
		const window = await openSyncedClient(house);
		await cancelBookings(house, ways.length);
		window.network.corrupts = corrupts;
		assert.deepEqual(await window.pull(), pulledOne);
		assert.deepEqual(fetchedParts(window), ways);
		assert.equal(rowStateOf(house, window, ways.length), "cancelled");
		assertSameAsHub(house, window);
	}
});

test("with everything changed on the way the old list stays in force, it says so, and nothing of it is kept", async () => {
	const house = await openLargeCinema();
	const window = await openSyncedClient(house);
	await cancelBookings(house, 7);
	window.network.condition = "listsCorrupted";
	assert.deepEqual(await window.pull(), { kind: "done", taken: 0, unusable: { kind: "unfit" } });
	assert.deepEqual([versionOf(window), rowStateOf(house, window, 7)], [2, "live"]);
	window.network.condition = "fair";
	assert.deepEqual(await window.pull(), pulledOne);
	assert.equal(rowStateOf(house, window, 7), "cancelled");
});

test("a hub without the version that is held leads by leaf hashes, one that knows no deltas by the whole list", async () => {
	const house = await openLargeCinema();
	const window = await openSyncedClient(house);
	await cancelBookings(house, 7);
	window.network.lacks = /delta/;
	assert.deepEqual(await window.pull(), pulledOne);
	assert.deepEqual(fetchedParts(window), ["leaves", "buckets"]);
	assertSameAsHub(house, window);
	window.network.lacks = /delta|leaves/;
	await cancelBookings(house, 8);
	window.network.transfers.length = 0;
	assert.deepEqual(await window.pull(), pulledOne);
	assert.deepEqual(fetchedParts(window), ["rows"]);
	assertSameAsHub(house, window);
});

for (const [where, statement] of [
	["before the delta is on the disk", "BEFORE INSERT ON main.delta"],
	["after the delta is on the disk", "AFTER INSERT ON main.delta"],
	["before its line is in the journal", "BEFORE INSERT ON main.journal"],
] as const) {
	test(`a window whose disk fails ${where} goes on with the old list, and holds it whole after a start`, () =>
		withTempFolder(async (folder) => {
			const path = `${folder}/pailou.sqlite`;
			const house = await openLargeCinema();
			const kiosk = await enrolKiosk(house, 1, "1 号窗口");
			const window = openTestClient(house, kiosk, path);
			await window.pull();
			await cancelBookings(house, 7);
			window.database.exec(`CREATE TEMP TRIGGER cut ${statement} BEGIN SELECT RAISE(ABORT, 'power cut'); END`);
			await window.pull().catch((broken: Error) => assert.match(broken.message, /power cut/));
			assert.deepEqual([versionOf(window), rowStateOf(house, window, 7)], [2, "live"]);
			window.close();
			const after = openTestClient(house, kiosk, path);
			assert.deepEqual([versionOf(after), rowStateOf(house, after, 7)], [2, "live"]);
			assertSameAsHub(house, after);
			assert.deepEqual(await after.pull(), pulledOne);
			assert.equal(rowStateOf(house, after, 7), "cancelled");
			after.close();
		}));
}
