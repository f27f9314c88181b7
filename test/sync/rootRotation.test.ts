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

/** A hub with its signer, a published list, and one enrolled kiosk that holds it. */
async function openVenue() {
	const pair = await openHubWithSigner();
	closing.push(pair.close);
	await loadCinema(pair.house);
	const door = await pair.start();
	closing.push(door.close);
	await requestAsOfficer(pair.house, "POST", "/v1/allocations", {});
	const kiosk = openTestDevice(pair.house);
	closing.push(kiosk.close);
	await kiosk.enrol();
	await sync(kiosk);
	return { ...pair, kiosk };
}

async function sync(kiosk: TestDevice): Promise<void> {
	await answer(kiosk.device, "syncNow", undefined);
}

async function codeOf(hub: TestHub, booking: string): Promise<string> {
	const { bookings } = Bookings.parse((await requestAsOfficer(hub, "GET", "/v1/bookings?venue=1")).body);
	return bookings.find((one) => one.booking === booking)?.code ?? assert.fail(`no booking ${booking}`);
}

function scan(kiosk: TestDevice, text: string): string {
	const verdict = answer(kiosk.device, "scan", { text, source: "wedge" }) as Verdict;
	return verdict.kind === "refused" ? verdict.refusal.reason : verdict.kind;
}

test("when the issuer's key is rotated the kiosk follows the new root: codes of the new key pass, of the old no more", async () => {
	const { house: hub, folder, kiosk } = await openVenue();
	const before = await codeOf(hub, "A-1");
	assert.equal(scan(kiosk, before), "offered");
	assert.equal((await requestAsOfficer(hub, "POST", "/v1/roots", rotateRoot(hub, folder, "issuer"))).status, 200);
	const after = await codeOf(hub, "A-1");
	assert.notEqual(after, before);
	assert.equal(scan(kiosk, after), "forged", "it has not heard of the new key yet");
	await sync(kiosk);
	assert.equal(scan(kiosk, after), "offered");
	assert.equal(scan(kiosk, before), "forged");
});

test("when the allocator's key is rotated the kiosk lets the old list go and takes the one signed anew", async () => {
	const { house: hub, folder, kiosk } = await openVenue();
	const before = kiosk.ready().allocation?.version ?? 0;
	await requestAsOfficer(hub, "POST", "/v1/roots", rotateRoot(hub, folder, "allocator", "roster"));
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	for (let i = 0; i < 2; i++) await sync(kiosk);
	assert.ok((kiosk.ready().allocation?.version ?? 0) > before);
	assert.equal(kiosk.ready().allocationTrouble, null);
	assert.equal(scan(kiosk, await codeOf(hub, "A-1")), "offered");
});

test("a kiosk that slept through three rotations follows them one by one", async () => {
	const { house: hub, folder, kiosk } = await openVenue();
	kiosk.network.condition = "down";
	for (let i = 0; i < 3; i++) {
		assert.equal(
			(await requestAsOfficer(hub, "POST", "/v1/roots", rotateRoot(hub, folder, "issuer", "roster"))).status,
			200,
		);
	}
	kiosk.network.condition = "fair";
	await sync(kiosk);
	assert.equal(scan(kiosk, await codeOf(hub, "A-2")), "offered");
});
