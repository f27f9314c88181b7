import assert from "node:assert/strict";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { z } from "zod";
import type { KioskState } from "../../core/contract/contract.ts";
import { answer } from "../answer.ts";
import { expectKind } from "../expectKind.ts";
import { withTempFolder } from "../main/offlineKiosk.ts";
import {
	admitAll,
	closeInstalled,
	closeNewest,
	codeFor,
	codeOf,
	enrolInstalled,
	install,
	publishMore,
	ready,
	scan,
	standings,
} from "./drivers/installedKiosk.ts";
import { enrolKiosk, openCinemaHub, requestAsOfficer, uploadBookings } from "./hub/testHub.ts";

afterEach(closeInstalled);

test("a kiosk enrols with its code, takes the day's list, and is no other kiosk's again", async () => {
	const hub = await openCinemaHub();
	const kiosk = install(hub);
	assert.equal((answer(kiosk.device, "state", undefined) as KioskState).kind, "unenrolled");
	const code = await codeFor(hub, "1 号窗口");
	assert.deepEqual(await answer(kiosk.device, "enrol", { code }), { kind: "enrolled" });
	await answer(kiosk.device, "syncNow", undefined);
	const state = ready(kiosk);
	assert.equal(state.allocation?.version, 2, "the first was sealed to nobody");
	assert.deepEqual([state.label, state.venue["zh-CN"], state.status.net], ["1 号窗口", "影院", "hub"]);
	assert.deepEqual(await answer(kiosk.device, "enrol", { code }), { kind: "failed", why: "alreadyEnrolled" });
	assert.deepEqual(await answer(install(hub).device, "enrol", { code }), { kind: "failed", why: "codeRefused" });
});

test("enrolment says what is wrong: no code, no hub, a hub that is not the one the code means", async () => {
	const hub = await openCinemaHub();
	const kiosk = install(hub);
	const enrol = (code: string) => answer(kiosk.device, "enrol", { code });
	assert.deepEqual(await enrol("hello"), { kind: "failed", why: "notACode" });
	const code = await codeFor(hub, "1 号窗口");
	kiosk.network.condition = "down";
	assert.deepEqual(await enrol(code), { kind: "failed", why: "unreachable" });
	kiosk.network.condition = "pageOfAPortal";
	assert.deepEqual(await enrol(code), { kind: "failed", why: "webPage" });
	kiosk.network.condition = "fair";
	const otherRoot = code.replace(/\.[0-9a-f]{32}@/, `.${"0".repeat(32)}@`);
	assert.deepEqual(await enrol(otherRoot), { kind: "failed", why: "untrustedHub" });
});

test("what was admitted while the network was down is at the hub once when it is back", async () => {
	const hub = await openCinemaHub();
	const kiosk = await enrolInstalled(hub);
	kiosk.network.condition = "down";
	assert.equal(admitAll(kiosk, await codeOf(hub, "A-1")).kind, "admitted");
	await answer(kiosk.device, "syncNow", undefined);
	assert.deepEqual([ready(kiosk).status.net, ready(kiosk).status.trouble], ["none", "unreachable"]);
	assert.ok(ready(kiosk).status.unsent > 0);
	kiosk.network.condition = "fair";
	await answer(kiosk.device, "syncNow", undefined);
	assert.deepEqual([ready(kiosk).status.net, ready(kiosk).status.unsent], ["hub", 0]);
	const reply = z.object({ standings: z.array(z.object({ admitted: z.number() })) }).parse(await standings(hub));
	assert.deepEqual(
		reply.standings.filter(({ admitted }) => admitted > 0).map(({ admitted }) => admitted),
		[3],
	);
});

test("a reply that is lost is asked for again, and every line is at the hub once", async () => {
	const hub = await openCinemaHub();
	const kiosk = await enrolInstalled(hub);
	admitAll(kiosk, await codeOf(hub, "A-1"));
	kiosk.network.condition = "replyLost";
	for (let i = 0; i < 3; i++) await answer(kiosk.device, "syncNow", undefined);
	const before = ready(kiosk).status.unsent;
	assert.ok(before > 0, "the kiosk does not believe what it did not hear");
	kiosk.network.condition = "fair";
	await answer(kiosk.device, "syncNow", undefined);
	assert.equal(ready(kiosk).status.unsent, 0);
	const reply = z.object({ standings: z.array(z.object({ admitted: z.number() })) }).parse(await standings(hub));
	assert.equal(
		reply.standings.reduce((sum, { admitted }) => sum + admitted, 0),
		3,
	);
	const conflicts = z
		.object({ conflicts: z.array(z.unknown()) })
		.parse((await requestAsOfficer(hub, "GET", "/v1/conflicts")).body);
	assert.deepEqual(conflicts.conflicts, []);
});

for (const [weather, trouble] of [
	["silent", "slow"],
	["rubbish", "rubbish"],
	["pageOfAPortal", "webPage"],
	["endless", "rubbish"],
] as const) {
	test(`a hub that is ${weather} is said to be ${trouble}, and the kiosk goes on`, async () => {
		const hub = await openCinemaHub();
		const kiosk = await enrolInstalled(hub);
		kiosk.network.condition = weather;
		await answer(kiosk.device, "syncNow", undefined);
		assert.deepEqual([ready(kiosk).status.net, ready(kiosk).status.trouble], ["none", trouble]);
		assert.equal(admitAll(kiosk, await codeOf(hub, "A-2")).kind, "admitted");
		kiosk.network.condition = "fair";
		await answer(kiosk.device, "syncNow", undefined);
		assert.equal(ready(kiosk).status.unsent, 0);
	});
}

test("two kiosks that cannot talk both admit, and the hub shows the conflict with both sides", async () => {
	const hub = await openCinemaHub();
	const [one, two] = [await enrolInstalled(hub, "1 号窗口"), await enrolInstalled(hub, "2 号窗口")];
	const code = await codeOf(hub, "A-1");
	for (const kiosk of [one, two]) {
		kiosk.network.condition = "down";
		assert.equal(admitAll(kiosk, code).kind, "admitted");
		kiosk.network.condition = "fair";
		await answer(kiosk.device, "syncNow", undefined);
	}
	const reply = JSON.stringify((await requestAsOfficer(hub, "GET", "/v1/conflicts")).body);
	assert.match(reply, /1 号窗口/);
	assert.match(reply, /2 号窗口/);
});

test("a list published anew is taken, and an older one never again", async () => {
	const hub = await openCinemaHub();
	const kiosk = await enrolInstalled(hub);
	await uploadBookings(hub, "booking,venue,activity,session,party,card,state\nA-1,1,1,101,3,0007,cancelled\n");
	const code = await codeOf(hub, "A-1");
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	assert.equal(scan(kiosk, code).kind, "offered", "it has not heard yet");
	await answer(kiosk.device, "syncNow", undefined);
	assert.equal(ready(kiosk).allocation?.version, 3);
	assert.equal(kiosk.network.transfers.at(-1)?.path, "/versions/3/delta?from=2");
	const verdict = scan(kiosk, code);
	assert.equal(expectKind(verdict, "refused").refusal.reason, "cancelled");
});

test("a list whose rows were changed on the way is not used; the one held stays in force", async () => {
	const hub = await openCinemaHub();
	const kiosk = await enrolInstalled(hub);
	await publishMore(hub);
	kiosk.network.condition = "listsCorrupted";
	await answer(kiosk.device, "syncNow", undefined);
	assert.deepEqual([ready(kiosk).allocation?.version, ready(kiosk).allocationTrouble], [2, "unfit"]);
	assert.equal(admitAll(kiosk, await codeOf(hub, "A-1")).kind, "admitted");
	kiosk.network.condition = "fair";
	await answer(kiosk.device, "syncNow", undefined);
	assert.deepEqual([ready(kiosk).allocation?.version, ready(kiosk).allocationTrouble], [3, null]);
});

test("a list of another venue, properly signed, is foreign here", async () => {
	const hub = await openCinemaHub();
	const park = await enrolKiosk(hub, 2, "公园窗口");
	const foreign = (await park.get("/allocations/2026-10-01")).body;
	const kiosk = install(hub);
	kiosk.network.condition = "listOfAnotherVenue";
	kiosk.network.substitute = () => new Response(foreign);
	await answer(kiosk.device, "enrol", { code: await codeFor(hub, "1 号窗口") });
	await answer(kiosk.device, "syncNow", undefined);
	assert.deepEqual([ready(kiosk).allocation, ready(kiosk).allocationTrouble], [null, "foreign"]);
	const verdict = scan(kiosk, await codeOf(hub, "A-1"));
	assert.equal(expectKind(verdict, "refused").refusal.reason, "noAllocation");
});

test("a voucher that an officer takes back is refused at the next sync, without a new list", async () => {
	const hub = await openCinemaHub();
	const kiosk = await enrolInstalled(hub);
	const code = await codeOf(hub, "A-1");
	assert.equal(scan(kiosk, code).kind, "offered");
	await requestAsOfficer(hub, "POST", "/v1/revocations/vouchers", { booking: "A-1", why: "sold on" });
	await answer(kiosk.device, "syncNow", undefined);
	assert.equal(ready(kiosk).allocation?.version, 2);
	const verdict = scan(kiosk, code);
	assert.deepEqual(expectKind(verdict, "refused").refusal, {
		reason: "revoked",
		of: "voucher",
		leastIssue: null,
	});
	assert.equal(admitAll(kiosk, await codeOf(hub, "A-2")).kind, "admitted", "the others are as good as before");
});

test("a kiosk that an officer takes back admits nobody any more", async () => {
	const hub = await openCinemaHub();
	const [lost, other] = [await enrolInstalled(hub, "1 号窗口"), await enrolInstalled(hub, "2 号窗口")];
	const reply = await requestAsOfficer(hub, "GET", "/v1/kiosks");
	const { kiosks } = z
		.object({ kiosks: z.array(z.object({ kiosk: z.string(), label: z.string() })) })
		.parse(reply.body);
	const id = kiosks.find(({ label }) => label === "1 号窗口")?.kiosk;
	await requestAsOfficer(hub, "POST", `/v1/revocations/kiosks/${id}`, { why: "stolen" });
	await answer(lost.device, "syncNow", undefined);
	await answer(other.device, "syncNow", undefined);
	const code = await codeOf(hub, "A-1");
	const verdict = scan(lost, code);
	assert.equal(expectKind(verdict, "refused").refusal.reason, "revoked");
	assert.equal(scan(other, code).kind, "offered");
});

test("a hub that is silent for a day leaves the kiosk working, amber and with the age reply", async () => {
	const hub = await openCinemaHub();
	const kiosk = await enrolInstalled(hub);
	assert.equal(ready(kiosk).freshness.kind, "fresh");
	kiosk.network.condition = "down";
	hub.clock.move(25 * 3600_000);
	await answer(kiosk.device, "syncNow", undefined);
	const { freshness } = ready(kiosk);
	assert.deepEqual([freshness.kind, "ageMs" in freshness && freshness.ageMs >= 24 * 3600_000], ["stale", true]);
});

test("what a kiosk believed is believed again after a start, without a network", async () => {
	await withTempFolder(async (folder) => {
		const hub = await openCinemaHub();
		const path = join(folder, "pailou.sqlite");
		const kiosk = install(hub, path);
		await answer(kiosk.device, "enrol", { code: await codeFor(hub, "1 号窗口") });
		await answer(kiosk.device, "syncNow", undefined);
		await requestAsOfficer(hub, "POST", "/v1/revocations/vouchers", { booking: "A-1", why: "sold on" });
		await answer(kiosk.device, "syncNow", undefined);
		await closeNewest();
		const again = install(hub, path);
		again.network.condition = "down";
		const verdict = scan(again, await codeOf(hub, "A-1"));
		assert.equal(expectKind(verdict, "refused").refusal.reason, "revoked");
		assert.equal(ready(again).freshness.kind, "fresh");
	});
});
