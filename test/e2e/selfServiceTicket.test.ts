import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ratingMs, ticketReadingMs } from "../../renderer/kiosk/self-service/visit-stage.ts";
import { VirtualPrinter } from "../printer/virtualPrinter.ts";
import { SelfServiceKiosk, switchToSelfService } from "./drivers/selfServiceKiosk.ts";
import { openTestVenue, type TestVenue } from "./drivers/testVenue.ts";
import { printerMendedMs } from "./drivers/waitUntil.ts";

let venue: TestVenue;
let kiosk: SelfServiceKiosk;
let printer: VirtualPrinter;
before(async () => {
	venue = await openTestVenue();
	kiosk = new SelfServiceKiosk(venue.kiosk.page);
	printer = new VirtualPrinter();
	const port = await printer.listen();
	await switchToSelfService(venue.kiosk.page, { printer: { kind: "tcp", host: "127.0.0.1", port } });
	await kiosk.shows("waiting");
});
after(async () => {
	await venue.close();
	await printer.close();
});

test("a ticket is printed with the admission, and the screen asks the member to take it", async () => {
	const pair = await venue.booking(2);
	await venue.screen.scan(pair.code);
	await kiosk.shows("offered");
	await kiosk.hesitate();
	await kiosk.tap("confirm");
	assert.match((await kiosk.shows("admitted")).text, /请入场.*请取票/);
	await kiosk.page.locator('[data-ticket="out"]').waitFor();
	await kiosk.showsAfter(ticketReadingMs + ratingMs, "waiting");
});

test("without paper the kiosk admits no one and shows where to go, and works again with a new roll", async () => {
	printer.openCover(true);
	const closed = await kiosk.shows("closed");
	assert.deepEqual([closed.closed, /盖子.*请到人工窗口办理/.test(closed.text)], ["printer", true]);
	const single = await venue.booking(1);
	await venue.screen.scan(single.code);
	await kiosk.page.waitForTimeout(1000);
	assert.equal((await kiosk.shows("closed")).scans, closed.scans, "nothing was scanned");
	printer.openCover(false);
	await kiosk.showsAfter(printerMendedMs, "waiting");
	await venue.screen.scan(single.code);
	assert.equal((await kiosk.shows("admitted", "refused")).verdict, "admitted");
	await kiosk.showsAfter(ticketReadingMs + ratingMs, "waiting");
});

test("paper that runs out during a ticket is shown to the member, and the ticket is printed with the new roll", async () => {
	printer.load(0);
	const single = await venue.booking(1);
	await venue.screen.scan(single.code);
	const shown = await kiosk.shows("admitted", "closed");
	if (shown.verdict === "closed") {
		// The printer reported its fault before the admission, so the kiosk closed and admitted no one.
		assert.equal(shown.closed, "printer");
	} else {
		await kiosk.page.locator('[data-ticket="held"]').waitFor();
		const closed = await kiosk.showsAfter(ticketReadingMs + ratingMs, "closed");
		assert.match(closed.text, /刚才没拿到票的/);
	}
	printer.load(100_000);
	await kiosk.showsAfter(printerMendedMs, "waiting");
});
