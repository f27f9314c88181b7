import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { z } from "zod";
import type { Verdict } from "../../core/contract/contract.ts";
import { answer } from "../answer.ts";
import { openTestDevice, type TestDevice } from "./drivers/testDevice.ts";
import { loadCinema, openHubWithSigner, rotateRoot } from "./hub/hubWithSigner.ts";
import { requestAsOfficer, type TestHub } from "./hub/testHub.ts";

const Bookings = z.object({ bookings: z.array(z.looseObject({ booking: z.string(), code: z.string() })) });
const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).toReversed()) await close();
});

/** A hub with its signer, a published list, and one enrolled window that holds it. */
async function openVenue() {
	const pair = await openHubWithSigner();
	closing.push(pair.close);
	await loadCinema(pair.house);
	const door = await pair.start();
	closing.push(door.close);
	await requestAsOfficer(pair.house, "POST", "/v1/allocations", {});
	const window = openTestDevice(pair.house);
	closing.push(window.close);
	await window.enrol();
	await sync(window);
	return { ...pair, window };
}

async function sync(window: TestDevice): Promise<void> {
	await answer(window.device, "syncNow", undefined);
}

async function codeOf(house: TestHub, booking: string): Promise<string> {
	const { bookings } = Bookings.parse((await requestAsOfficer(house, "GET", "/v1/bookings?venue=1")).body);
	return bookings.find((one) => one.booking === booking)?.code ?? assert.fail(`no booking ${booking}`);
}

function scan(window: TestDevice, text: string): string {
	const verdict = answer(window.device, "scan", { text, source: "wedge" }) as Verdict;
	return verdict.kind === "refused" ? verdict.refusal.reason : verdict.kind;
}

test("when the issuer's key is rotated the window follows the new root: codes of the new key pass, of the old no more", async () => {
	const { house, folder, window } = await openVenue();
	const before = await codeOf(house, "A-1");
	assert.equal(scan(window, before), "offered");
	assert.equal((await requestAsOfficer(house, "POST", "/v1/roots", rotateRoot(house, folder, "issuer"))).status, 200);
	const after = await codeOf(house, "A-1");
	assert.notEqual(after, before);
	assert.equal(scan(window, after), "forged", "it has not heard of the new key yet");
	await sync(window);
	assert.equal(scan(window, after), "offered");
	assert.equal(scan(window, before), "forged");
});

test("when the allocator's key is rotated the window lets the old list go and takes the one signed anew", async () => {
	const { house, folder, window } = await openVenue();
	const before = window.ready().allocation?.version ?? 0;
	await requestAsOfficer(house, "POST", "/v1/roots", rotateRoot(house, folder, "allocator", "roster"));
	await requestAsOfficer(house, "POST", "/v1/allocations", {});
	for (let i = 0; i < 2; i++) await sync(window);
	assert.ok((window.ready().allocation?.version ?? 0) > before);
	assert.equal(window.ready().allocationTrouble, null);
	assert.equal(scan(window, await codeOf(house, "A-1")), "offered");
});

test("a window that slept through three rotations follows them one by one", async () => {
	const { house, folder, window } = await openVenue();
	window.network.condition = "down";
	for (let i = 0; i < 3; i++) {
		assert.equal(
			(await requestAsOfficer(house, "POST", "/v1/roots", rotateRoot(house, folder, "issuer", "roster"))).status,
			200,
		);
	}
	window.network.condition = "fair";
	await sync(window);
	assert.equal(scan(window, await codeOf(house, "A-2")), "offered");
});
