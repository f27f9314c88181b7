import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { demonstrationStartsAt, kioskVenue } from "../demonstration/tourBookings.ts";
import { openOfficer } from "./drivers/officer.ts";
import { openPhone, type Phone } from "./drivers/phone.ts";
import { type RunningHub, startHub } from "./drivers/runningHub.ts";

let folder: string;
let hub: RunningHub;
let phone: Phone;

before(async () => {
	folder = mkdtempSync(join(tmpdir(), "pailou-seats-"));
	hub = await startHub(join(folder, "hub"), demonstrationStartsAt);
	phone = await openPhone();
});

after(async () => {
	await phone.close();
	await hub.stop();
	rmSync(folder, { recursive: true, force: true });
});

test("a member's pass names the family's seats and shows them on the plan", async () => {
	const found = await openOfficer(hub).bookings({ venue: kioskVenue, day: "2026-10-01", party: 4, limit: 100 });
	const booking =
		found.find(({ state, seat }) => state === "live" && seat !== null) ?? assert.fail("nobody has a seat");
	const page = await phone.open(hub.address + booking.pass);
	const [row, seat] = (booking.seat ?? "").split("-").map(Number);
	const words = `${row} 排 ${seat}–${(seat ?? 0) + 3} 座`;
	assert.equal((await page.locator(".pass-seats").innerText()).trim(), words);
	const picture = page.getByRole("img", { name: words });
	const first = Number(await page.locator(".pass-seats").getAttribute("data-place"));
	assert.equal(await picture.getAttribute("data-seats"), [first, first + 1, first + 2, first + 3].join(" "));
	const box = await picture.boundingBox();
	assert.ok(box && box.width > 200 && box.height > 100, "large enough to be seen");
});
