import assert from "node:assert/strict";
import { test } from "node:test";
import { newestRecordedMs, openHubClock, recordClockCorrection } from "../../../sync/hub/hubClock.ts";
import { openStore } from "../../../sync/hub/store/sqlite/openStore.ts";
import { silentLog } from "../../../sync/log.ts";
import { systemClock } from "../../../sync/system.ts";
import { withTempFolder } from "../../main/offlineKiosk.ts";
import { openCommandLine } from "./commandLine.ts";
import { demonstrationMs, enrolKiosk, openCinemaHub, requestAsOfficer } from "./testHub.ts";

const minute = 60_000;
const hour = 60 * minute;

function openTestHubClock() {
	const machine = { wallMs: demonstrationMs, monoMs: 0, sleptMs: 0 };
	const told: string[] = [];
	const clock = openHubClock(
		{ ...systemClock, nowMs: () => machine.wallMs, monoMs: () => machine.monoMs },
		() => machine.sleptMs,
		{ ...silentLog, error: (event) => told.push(event) },
	);
	return { machine, clock, told };
}

test("the hub follows its machine's clock in small steps and through sleep, and not when it leaps (T2)", () => {
	const { machine, clock, told } = openTestHubClock();
	machine.wallMs -= 90_000;
	assert.equal(clock.nowMs(), demonstrationMs - 90_000, "a time server put it right");
	machine.wallMs += 8 * hour;
	machine.sleptMs += 8 * hour;
	assert.equal(clock.nowMs(), demonstrationMs - 90_000 + 8 * hour, "it slept");
	const before = clock.nowMs();
	for (const byMs of [26 * hour, -48 * hour]) {
		machine.wallMs += byMs;
		machine.monoMs += minute;
		machine.wallMs += minute;
		clock.nowMs();
	}
	assert.equal(clock.nowMs(), before + 2 * minute);
	assert.deepEqual(told, ["machineClockLeapt"]);
});

test("a hub does not start before what it recorded, until an officer says that its clock is right now (T2)", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/hub.sqlite`;
		const hub = await openCinemaHub({ path, startMs: demonstrationMs + 26 * hour });
		const kiosk = await enrolKiosk(hub, 1, "1 号窗口");
		assert.equal((await kiosk.get("/timestamp")).statusCode, 200);
		await requestAsOfficer(hub, "POST", "/v1/enrolment-codes", { venue: 1, label: "2" });
		assert.equal(newestRecordedMs(hub.store), demonstrationMs + 26 * hour);
		await kiosk.push();
		await hub.app.close();
		hub.store.close();

		const store = openStore(path);
		assert.equal(newestRecordedMs(store), demonstrationMs + 26 * hour, "it survives a restart");
		recordClockCorrection(store, demonstrationMs);
		assert.ok((newestRecordedMs(store) ?? 0) <= demonstrationMs);
		store.close();
	}));

test("pailou serve refuses a clock before the hub's own records by name, and takes it with --clock-corrected (T2)", async () => {
	const { pailou, start, folder } = openCommandLine();
	assert.equal((await pailou("demo", "--data", "hub")).code, 0);
	const store = openStore(`${folder}/hub/hub.sqlite`);
	const last = store.documents.find(3, "timestamp");
	store.documents.put({
		...{ venue: 3, kind: "timestamp", version: (last?.version ?? 0) + 1, digest: "0".repeat(64) as never },
		...{
			envelope: { payloadType: "", payload: "", signatures: [{ sig: "" }] },
			content: "{}",
			issuedAt: demonstrationMs,
		},
	});
	store.close();
	const serve = ["serve", "--data", "hub", "--port", "0", "--json", "--log-level", "error"];
	const early = await pailou(...serve, "--clock", "2026-09-29T14:10:00+08:00");
	assert.equal(early.code, 1, early.stderr);
	assert.match(early.stderr, /clock says .* but the hub recorded something at .*--clock-corrected/);
	const corrected = ["--clock", "2026-09-29T14:10:00+08:00", "--clock-corrected"];
	assert.match((await start(...serve, ...corrected)).firstLine, /address/);
});
