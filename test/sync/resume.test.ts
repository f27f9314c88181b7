import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { createDownloads } from "../../sync/client/download.ts";
import { makeFailure } from "../../sync/client/hubRequest.ts";
import { assertKind, expectKind } from "../expectKind.ts";
import { assertAsyncProperty } from "../property.ts";
import {
	assertSameAsHub,
	cancelBookings,
	countTransferredBytes,
	fetchedParts,
	manyBookings,
	openLargeCinema,
	openSyncedClient,
	openTestClient,
	pulledOne,
	rowStateOf,
	versionOf,
} from "./drivers/testClient.ts";
import { enrolKiosk } from "./hub/testHub.ts";

test("wherever the line breaks, and however often, the list gets through, and no byte of it comes twice", async () => {
	const hub = await openLargeCinema();
	const kiosk = await enrolKiosk(hub, 1, "1 号窗口");
	const length = manyBookings * 40;
	await assertAsyncProperty(
		fc.asyncProperty(fc.integer({ min: 1500, max: length + 1 }), async (breaksAfter) => {
			const client = openTestClient(hub, kiosk);
			client.network.breaksAfter = breaksAfter;
			const pulls = Math.ceil(length / breaksAfter);
			for (let i = 1; i < pulls; i++) {
				const pulled = await client.pull();
				assert.equal(expectKind(pulled, "failed").trouble, "unreachable");
				assert.equal(versionOf(client), 0);
			}
			await client.pull();
			await client.pull();
			assert.equal(countTransferredBytes(client), length);
			assertSameAsHub(hub, client);
			client.close();
		}),
		{ numRuns: 20 },
	);
});

test("wherever the line breaks in a delta or in buckets, it goes on from there", async () => {
	const hub = await openLargeCinema();
	let number = 0;
	await assertAsyncProperty(
		fc.asyncProperty(fc.integer({ min: 20, max: 90 }), fc.boolean(), async (breaksAfter, isCorrupted) => {
			const client = await openSyncedClient(hub);
			number += 1;
			await cancelBookings(hub, number, number + 500);
			const before = versionOf(client);
			client.network.breaksAfter = isCorrupted ? breaksAfter * 100 : breaksAfter;
			client.network.corrupts = isCorrupted ? /delta/ : null;
			for (let pulls = 0; versionOf(client) === before && pulls < 20; pulls++) {
				assert.equal(rowStateOf(hub, client, number), "live");
				await client.pull();
			}
			assert.deepEqual([rowStateOf(hub, client, number), fetchedParts(client).includes("rows")], ["cancelled", false]);
			assertSameAsHub(hub, client);
			client.close();
		}),
		{ numRuns: 12 },
	);
});

test("what came of a list that is no longer the newest is thrown away", async () => {
	const hub = await openLargeCinema();
	const client = openTestClient(hub, await enrolKiosk(hub, 1, "1 号窗口"));
	client.network.breaksAfter = 30_000;
	assert.equal((await client.pull()).kind, "failed");
	await cancelBookings(hub, 7);
	assert.equal((await client.pull()).kind, "failed");
	assert.deepEqual(
		client.network.transfers.map(({ path, status }) => [path, status]),
		[
			["/versions/2/rows", 200],
			["/versions/3/rows", 200],
		],
	);
	assert.deepEqual(await client.pull(), pulledOne);
	assert.equal(client.network.transfers.at(-1)?.status, 206);
	assertSameAsHub(hub, client);
});

test("a list of forty megabytes gets through a line that breaks every few hundred kilobytes, in one go", async () => {
	const parts = createDownloads();
	const list = new Uint8Array(randomBytes(40_000_000));
	let requests = 0;
	const answer = await parts.fetch("/rows", "one", list.length, async ({ headers }, read) => {
		requests += 1;
		const from = Number(/\d+/.exec(new Headers(headers).get("range") ?? "0")?.[0]);
		const said = { "content-range": `bytes ${from}-${list.length - 1}/${list.length}` };
		const body = new ReadableStream<Uint8Array>({
			start(controller) {
				controller.enqueue(list.slice(from, from + 300_000));
				if (from + 300_000 >= list.length) controller.close();
			},
			pull: (controller) => controller.error(new TypeError("terminated")),
		});
		return read(new Response(body, { status: 206, headers: said })).catch(() => makeFailure("unreachable"));
	});
	assertKind(answer, "answer");
	assert.equal(Buffer.compare(answer.value, list), 0);
	assert.equal(requests, Math.ceil(40_000_000 / 300_000));
});
