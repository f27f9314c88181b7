import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { StaffId } from "../../../core/identity.ts";
import { answer } from "../../answer.ts";
import { withTempFolder } from "../../main/offlineKiosk.ts";
import { openTestDevice, type TestDevice, type TestDeviceOptions } from "../drivers/testDevice.ts";
import { openPass, openRotatingCinema } from "../drivers/testPhone.ts";
import { bookingsHeader } from "../hub/bookings/cinema.ts";
import { demonstrationMs, openCinemaHub, requestAsOfficer, type TestHub, uploadBookings } from "../hub/testHub.ts";

// The table of docs/trust.md, "What may move a kiosk's clock", cell by cell.

const columns = ["how far", "on what proof", "who is told", "journalled as"] as const;
type Column = (typeof columns)[number];

/** What became of a kiosk's clock: how far it moved against what it should read by itself, and what was said of it. */
type Outcome = {
	readonly movedMs: number;
	readonly told: string | null;
	/** `why` of each jump, `against` of each dispute. */
	readonly lines: readonly string[];
};

type Row = {
	/** With the proof that the row names, or with one that is not good. */
	readonly run: (hub: TestHub, hasProof: boolean, start: Start) => Promise<Outcome>;
	readonly openHub?: () => Promise<TestHub>;
	readonly with: Outcome;
	readonly without: Outcome;
};

/** An enrolled kiosk, started again on the same disk. */
type Start = (options: TestDeviceOptions) => Promise<TestDevice>;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const by = { staff: StaffId.parse("1001"), pin: "271828" };
const still: Outcome = { movedMs: 0, told: null, lines: [] };
const offline = { condition: "down" } as const;

const open: TestDevice[] = [];
afterEach(async () => {
	for (const device of open.splice(0)) await device.close();
});

const sync = (device: TestDevice) => answer(device.device, "syncNow", undefined);

function outcomeOf(device: TestDevice, unmovedMs: number): Outcome {
	const { clock, nowMs, status } = device.ready();
	const doubt = clock.kind === "unsure" ? "unsure" : (clock.doubt?.kind ?? null);
	const lines = device.lines().flatMap((line) => {
		if (line.kind === "clockJumped") return [`clockJumped ${line.why}${line.by === null ? "" : ` by ${line.by}`}`];
		return line.kind === "clockDisputed" ? [`clockDisputed ${line.against}`] : [];
	});
	return { movedMs: nowMs - unmovedMs, told: doubt ?? (status.clockSkewMs === null ? null : "skew"), lines };
}

/** The hub answers all but its signed time. */
function withoutSignedTime(device: TestDevice): void {
	device.network.intercept = async (path, _, ask) => {
		const refusal = { error: { code: "notFound", message: "no time is signed here" } };
		const headers = { "pailou-protocol": "1" };
		return path.endsWith("/time") ? Response.json(refusal, { status: 404, headers }) : ask();
	};
}

async function setMachine(start: Start, hasHub: boolean, byMs: number): Promise<Outcome> {
	const device = await start(offline);
	if (hasHub) {
		device.network.condition = "fair";
		await sync(device);
	}
	device.clocks.wallMs += byMs;
	device.device.kiosk()?.checkClock(false);
	return outcomeOf(device, demonstrationMs);
}

const rows: Readonly<Record<string, Row>> = {
	"machine's clock at the start": {
		async run(_, hasProof, start) {
			const device = await start({ ...offline, wallMs: demonstrationMs + (hasProof ? 3 : -3) * hour });
			return outcomeOf(device, demonstrationMs);
		},
		with: { ...still, movedMs: 3 * hour },
		without: { ...still, told: "unsure" },
	},
	"machine's clock while the app runs": {
		run: (_, hasProof, start) => setMachine(start, hasProof, 3 * hour),
		with: still,
		without: { ...still, told: "machineDiffers" },
	},
	"time server": {
		run: (_, hasProof, start) => setMachine(start, hasProof, -50 * minute),
		with: still,
		without: { ...still, told: "machineDiffers" },
	},
	sleep: {
		async run(_, hasProof, start) {
			const device = await start({});
			await sync(device);
			device.clocks.wallMs += hour;
			if (hasProof) device.clocks.sleptMs += hour;
			device.device.kiosk()?.checkClock(false);
			return outcomeOf(device, demonstrationMs);
		},
		with: { ...still, movedMs: hour, lines: ["clockJumped slept"] },
		without: still,
	},
	"timestamp, from the hub or a USB stick": {
		async run(hub, hasProof, start) {
			const device = await start(offline);
			hub.clock.move(hour);
			withoutSignedTime(device);
			const { intercept } = device.network;
			device.network.intercept = async (path, method, ask) => {
				const response = await (intercept?.(path, method, ask) ?? ask());
				if (hasProof || !path.endsWith("/timestamp")) return response;
				const answered = (await response.json()) as { document: { signatures: { sig: string }[] } };
				for (const signature of answered.document.signatures) signature.sig = `AAAA${signature.sig.slice(4)}`;
				return Response.json(answered, { headers: { "pailou-protocol": "1" } });
			};
			device.network.condition = "fair";
			await sync(device);
			return outcomeOf(device, demonstrationMs);
		},
		with: { movedMs: hour, told: "movedByHub", lines: ["clockJumped signedTime"] },
		without: { ...still, told: "skew" },
	},
	"time signed for the kiosk's nonce": {
		async run(hub, hasProof, start) {
			const wallMs = demonstrationMs + 3 * hour;
			const device = await start({ ...offline, wallMs });
			// Somebody on the line answers with what the hub signed for another question.
			device.network.intercept = async (path, _method, ask) => {
				if (hasProof || !path.endsWith("/time")) return ask();
				const payload = { nonce: "00".repeat(16) };
				const recorded = await hub.app.inject({ method: "POST", url: path, payload });
				return Response.json(recorded.json(), { headers: { "pailou-protocol": "1" } });
			};
			device.network.condition = "fair";
			await sync(device);
			return outcomeOf(device, wallMs);
		},
		with: { movedMs: -3 * hour, told: "movedByHub", lines: ["clockJumped signedTime"] },
		without: { ...still, told: "skew" },
	},
	"hub's unsigned time": {
		async run(hub, hasProof, start) {
			const device = await start({ ...offline, wallMs: demonstrationMs + 3 * hour });
			withoutSignedTime(device);
			if (hasProof) hub.clock.move(3 * hour);
			device.network.condition = "fair";
			await sync(device);
			if (hasProof) hub.clock.move(-3 * hour);
			return outcomeOf(device, demonstrationMs + 3 * hour);
		},
		with: still,
		without: { ...still, told: "skew" },
	},
	"members' phones": {
		async openHub() {
			const hub = await openRotatingCinema();
			const bookings = ["B-1", "B-2", "B-3", "B-4", "B-5"].map((booking) => `${booking},1,1,101,1,,`);
			await uploadBookings(hub, `${bookingsHeader}\n${bookings.join("\n")}\n`);
			await requestAsOfficer(hub, "POST", "/v1/allocations", {});
			return hub;
		},
		async run(hub, hasProof, start) {
			const device = await start({});
			await sync(device);
			for (const booking of ["B-1", "B-2", "B-3", "B-4", hasProof ? "B-5" : "B-4"]) {
				const text = (await openPass(hub, booking)).codeAt(demonstrationMs - 90 * second);
				void answer(device.device, "scan", { text, source: "camera" });
			}
			return outcomeOf(device, demonstrationMs);
		},
		with: { ...still, told: "phonesDiffer" },
		without: still,
	},
	supervisor: {
		async run(_, hasProof, start) {
			const device = await start({ ...offline, wallMs: 40 * second });
			await answer(device.device, "setSupervisor", { ...by, by: null });
			const given = hasProof ? by : { ...by, pin: "161803" };
			await answer(device.device, "confirmTime", { nowMs: demonstrationMs + hour, by: given });
			return outcomeOf(device, demonstrationMs);
		},
		with: { ...still, movedMs: hour, lines: ["clockJumped supervisor by 1001"] },
		without: { ...still, told: "unsure" },
	},
	"journal's last line": {
		async run(hub, hasProof, start) {
			const wallMs = demonstrationMs - 3 * hour;
			const device = await start({ ...offline, wallMs });
			hub.clock.move(-(hasProof ? 20 : 3) * hour);
			device.network.condition = "fair";
			await sync(device);
			await sync(device);
			device.network.condition = "down";
			hub.clock.move((hasProof ? 20 : 3) * hour);
			return outcomeOf(device, wallMs);
		},
		// The kiosk stays at its last line and asks. Where hub and machine agree, the line was wrong.
		with: { movedMs: 3 * hour, told: "unsure", lines: ["clockDisputed lastLine"] },
		without: { movedMs: 0, told: null, lines: ["clockJumped signedTime"] },
	},
};

function runRow(name: string, hasProof: boolean): Promise<Outcome> {
	const row = rows[name] ?? assert.fail(name);
	return withTempFolder(async (folder) => {
		const hub = await (row.openHub ?? openCinemaHub)();
		const path = `${folder}/pailou.sqlite`;
		const first = openTestDevice(hub, { path });
		await first.enrol();
		await first.close();
		const outcome = await row.run(hub, hasProof, async (options) => {
			const device = openTestDevice(hub, { path, ...options });
			open.push(device);
			return device;
		});
		for (const device of open.splice(0)) await device.close();
		return outcome;
	});
}

const checks: Readonly<Record<Column, (row: Row, held: Outcome, lacking: Outcome) => void>> = {
	"how far": (row, held) => assert.equal(held.movedMs, row.with.movedMs),
	"on what proof": (row, _, lacking) => assert.deepEqual(lacking, row.without),
	"who is told": (row, held) => assert.equal(held.told, row.with.told),
	"journalled as": (row, held) => assert.deepEqual(held.lines, row.with.lines),
};

for (const [name, row] of Object.entries(rows)) {
	test(`what may move a kiosk's clock: ${name}`, async (context) => {
		const [held, lacking] = [await runRow(name, true), await runRow(name, false)];
		for (const column of columns) await context.test(`${name}: ${column}`, () => checks[column](row, held, lacking));
	});
}

test("docs/trust.md has the table with these rows and columns and no others", () => {
	const document = readFileSync(new URL("../../../docs/trust.md", import.meta.url), "utf8");
	const table = /\n\| who or what \|.*(?:\n\|.*)+/.exec(document)?.[0].trim().split("\n") ?? [];
	const cells = table.map((line) =>
		line
			.split("|")
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
	assert.deepEqual(cells[0], ["who or what", ...columns]);
	assert.deepEqual(
		cells.slice(2).map(([name]) => name),
		Object.keys(rows),
	);
	for (const [name, ...rest] of cells.slice(2))
		assert.ok(
			rest.every((cell) => cell !== ""),
			name,
		);
});
