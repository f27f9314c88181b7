import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { StaffId } from "../../core/identity.ts";
import { noPeripherals } from "../../main/setup/peripherals.ts";
import { listVolumes } from "../../main/setup/removableVolumes.ts";
import { answer } from "../answer.ts";
import { expectKind } from "../expectKind.ts";
import { withTempFolder } from "../main/offlineKiosk.ts";
import { openTestDevice, readCode, type TestDevice } from "./drivers/testDevice.ts";
import { openCinemaHub, requestAsOfficer, type TestHub, uploadBookings } from "./hub/testHub.ts";

type Fixture = { readonly hub: TestHub; readonly kiosk: TestDevice; readonly stick: string };

/** A kiosk that was in touch once and is cut off now, with a stick in it and its set-up open. */
async function withOfflineKiosk(work: (bench: Fixture) => Promise<void>): Promise<void> {
	await withTempFolder(async (folder) => {
		const stick = join(folder, "STICK");
		mkdirSync(stick);
		const volumes = () => listVolumes([{ path: folder, depth: 1 }]);
		const hub = await openCinemaHub();
		const kiosk = openTestDevice(hub, { peripherals: { ...noPeripherals, listVolumes: volumes } });
		await kiosk.enrol();
		await openSetup(kiosk);
		await answer(kiosk.device, "syncNow", undefined);
		kiosk.network.condition = "down";
		try {
			await work({ hub, kiosk, stick });
		} finally {
			await kiosk.close();
		}
	});
}

async function openSetup({ device }: TestDevice): Promise<void> {
	const staff = StaffId.parse("1001");
	await answer(device, "setSupervisor", { staff, pin: "271828", by: null });
	assert.deepEqual(await answer(device, "openSetup", { by: { staff, pin: "271828" } }), { kind: "opened" });
}

async function admitOne({ hub, kiosk }: Fixture): Promise<void> {
	const offered = await answer(kiosk.device, "scan", { text: await readCode(hub, "A-1"), source: "camera" });
	assert.equal(offered.kind, "offered");
	if (offered.kind === "offered") await answer(kiosk.device, "admit", { offer: offered.offer, persons: 1 });
}

function onlyFile(stick: string, part: string): string {
	const [name, ...others] = readdirSync(stick).filter((one) => one.includes(part));
	assert.equal(others.length, 0);
	return join(stick, name ?? "");
}

async function importFromStick({ hub, stick }: Fixture) {
	return requestAsOfficer(hub, "POST", "/v1/sticks", JSON.parse(readFileSync(onlyFile(stick, "流水"), "utf8")));
}

async function exportToStick({ hub, kiosk, stick }: Fixture): Promise<string> {
	const state = kiosk.lines().at(0);
	const lists = await requestAsOfficer(hub, "GET", `/v1/sticks/${state?.kiosk}`);
	const path = join(stick, "lists.pailou");
	writeFileSync(path, JSON.stringify(lists.body));
	return path;
}

test("a kiosk without a network sends its journal and gets its lists on a stick", () =>
	withOfflineKiosk(async (bench) => {
		const { hub, kiosk, stick } = bench;
		await admitOne(bench);
		const unsent = kiosk.ready().status.unsent;
		assert.ok(unsent > 0);
		await uploadBookings(hub, "booking,venue,activity,session,party,card,state\nA-1,1,1,101,3,0007,cancelled\n");
		await requestAsOfficer(hub, "POST", "/v1/allocations", {});

		const put = await answer(kiosk.device, "putJournal", { volume: stick });
		// The file contains the line that says who puts it.
		const lines = unsent + 1;
		assert.equal(expectKind(put, "put").lines, lines);
		const told = await importFromStick(bench);
		assert.deepEqual([told.status, told.body], [200, { ...(told.body as object), lines, fresh: lines }]);

		const path = await exportToStick(bench);
		const taken = await answer(kiosk.device, "takeFile", { path });
		assert.deepEqual(expectKind(taken, "taken").isNew, true);
		// The lines that say who takes it and what was taken are newer than the file.
		assert.equal(kiosk.ready().status.unsent, 2);
		const verdict = await answer(kiosk.device, "scan", { text: await readCode(hub, "A-1"), source: "camera" });
		assert.equal(expectKind(verdict, "refused").refusal.reason, "cancelled");
	}));

test("a file that was taken before brings nothing new, and a journal brought twice counts once", () =>
	withOfflineKiosk(async (bench) => {
		const { kiosk, stick } = bench;
		await admitOne(bench);
		await answer(kiosk.device, "putJournal", { volume: stick });
		await importFromStick(bench);
		const again = await importFromStick(bench);
		assert.equal((again.body as { fresh: number }).fresh, 0);
		const path = await exportToStick(bench);
		await answer(kiosk.device, "takeFile", { path });
		const second = await answer(kiosk.device, "takeFile", { path });
		assert.equal(expectKind(second, "taken").isNew, false);
	}));

test("what is not ours, is another's, was changed or is no file of a stick is refused by name", () =>
	withOfflineKiosk(async (bench) => {
		const { hub, kiosk, stick } = bench;
		const take = async (change: (text: string) => string) => {
			const path = await exportToStick(bench);
			writeFileSync(path, change(readFileSync(path, "utf8")));
			const taken = await answer(kiosk.device, "takeFile", { path });
			return taken.kind === "notTaken" && taken.why;
		};
		assert.equal(await take(() => "not JSON"), "unreadable");
		assert.equal(await take((text) => text.replace('"venue":1', '"venue":2')), "otherVenue");
		const other = openTestDevice(hub);
		await other.enrol("2 号窗口");
		const [mine, its] = [kiosk.lines()[0]?.kiosk, other.lines()[0]?.kiosk];
		await other.close();
		assert.equal(await take((text) => text.replace(`"kiosk":"${mine}"`, `"kiosk":"${its}"`)), "otherWindow");
		await requestAsOfficer(hub, "POST", "/v1/revocations/vouchers", { booking: "A-1", why: "sold on" });
		assert.equal(await take((text) => text.replaceAll('"sig":"', '"sig":"A')), "untrusted");
		assert.equal(await take((text) => text.replaceAll("/revocations", "/elsewhere")), "unreadable");

		const outside = join(stick, "..", "lists.pailou");
		writeFileSync(outside, "{}");
		const taken = await answer(kiosk.device, "takeFile", { path: outside });
		assert.deepEqual(taken, { kind: "notTaken", why: "notAFile" });
		const passwd = await answer(kiosk.device, "takeFile", { path: "/etc/passwd" });
		assert.deepEqual(passwd, { kind: "notTaken", why: "notAFile" });
	}));

test("a journal on a stick that somebody wrote into is not taken", () =>
	withOfflineKiosk(async (bench) => {
		const { kiosk, stick } = bench;
		await admitOne(bench);
		await answer(kiosk.device, "putJournal", { volume: stick });
		const path = onlyFile(stick, "流水");
		writeFileSync(path, readFileSync(path, "utf8").replace('\\"persons\\":1', '\\"persons\\":2'));
		assert.equal((await importFromStick(bench)).status, 422);
	}));

test("a stick that was pulled out is said to be gone, and nothing half-written stays on one", () =>
	withOfflineKiosk(async ({ kiosk, stick }) => {
		const diagnostics = await answer(kiosk.device, "putDiagnostics", { volume: stick });
		assert.equal(diagnostics.kind, "put");
		assert.deepEqual(
			readdirSync(stick).filter((name) => name.endsWith(".part")),
			[],
		);
		assert.ok(!readFileSync(onlyFile(stick, "诊断"), "utf8").includes("privateKey"));
		rmSync(stick, { recursive: true });
		assert.deepEqual(await answer(kiosk.device, "putJournal", { volume: stick }), {
			kind: "notPut",
			why: "volumeGone",
		});
	}));

test("without an open set-up nothing is taken and nothing is put", async () => {
	const hub = await openCinemaHub();
	const kiosk = openTestDevice(hub);
	await kiosk.enrol();
	const closed = { kind: "setupClosed" };
	assert.deepEqual(await answer(kiosk.device, "takeFile", { path: "/media/x/lists.pailou" }), closed);
	assert.deepEqual(await answer(kiosk.device, "putJournal", { volume: "/media/x" }), closed);
	assert.deepEqual(await answer(kiosk.device, "putDiagnostics", { volume: "/media/x" }), closed);
	await kiosk.close();
});
