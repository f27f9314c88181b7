import assert from "node:assert/strict";
import { test } from "node:test";
import { type CameraHealth, silenceLimitMs } from "../../../renderer/kiosk/scan/camera-health.ts";
import {
	type CameraEvents,
	cameraRetryMs,
	type OpenFailure,
	openCameraSession,
	openTimeoutMs,
} from "../../../renderer/kiosk/scan/camera-session.ts";
import { type ManualPageClock, manualPageClock, settled } from "../manualPageClock.ts";

const working: CameraHealth = { frames: 100, waitedMs: 20, frozenMs: 0, hasNoise: true, isMuted: false };

/** The cameras of a machine, by device id; the first that is plugged in stands in for one that is not. */
type Machine = { plugged: readonly string[]; failure: OpenFailure; isHung: boolean };
type Rig = {
	readonly clock: ManualPageClock;
	readonly machine: Machine;
	readonly views: string[];
	/** The cameras that are open now: never more than one. */
	readonly open: () => readonly string[];
	readonly plug: (...ids: readonly string[]) => Promise<void>;
	/** Twice a second, for these seconds, the decoder says this of the camera that is open. */
	readonly report: (seconds: number, health: (elapsedMs: number) => Partial<CameraHealth>) => Promise<void>;
	readonly stop: () => void;
};

async function openRig(plugged: readonly string[], chosen: string | null = null): Promise<Rig> {
	const clock = manualPageClock();
	const machine: Machine = { plugged, failure: "absent", isHung: false };
	const views: string[] = [];
	const opened = new Map<string, CameraEvents>();
	let listeners: readonly (() => void)[] = [];
	const { stop } = openCameraSession<string>(
		{
			async open(events) {
				if (machine.isHung) return await new Promise<never>(() => {});
				const id = machine.plugged.find((one) => one === chosen) ?? machine.plugged[0];
				if (id === undefined) return machine.failure;
				opened.set(id, events);
				return { stream: id, deviceId: id, close: () => void opened.delete(id) };
			},
			isListed: async (id) => machine.plugged.includes(id),
			onDevicesChanged(listener) {
				listeners = [...listeners, listener];
				return () => {
					listeners = listeners.filter((one) => one !== listener);
				};
			},
		},
		chosen,
		({ state, stream }) => void views.push(stream === null ? state : `${state} ${stream}`),
		clock,
	);
	await settled();
	return {
		clock,
		machine,
		views,
		open: () => [...opened.keys()],
		async plug(...ids) {
			const gone = [...opened].filter(([id]) => !ids.includes(id));
			machine.plugged = ids;
			for (const [, { onEnded }] of gone) onEnded();
			for (const listener of listeners) listener();
			await settled();
		},
		async report(seconds, health) {
			for (let elapsedMs = 500; elapsedMs <= seconds * 1000; elapsedMs += 500) {
				await clock.move(500);
				for (const { onHealth } of opened.values()) onHealth({ ...working, ...health(elapsedMs) });
			}
		},
		stop,
	};
}

test("the camera is opened at once and shown", async () => {
	const rig = await openRig(["built-in"]);
	assert.deepEqual(rig.views, ["starting", "on built-in"]);
});

test("a machine without a camera says so, and takes one that is plugged in at once", async () => {
	const rig = await openRig([]);
	assert.deepEqual(rig.views, ["starting", "absent"]);
	await rig.plug("usb");
	assert.deepEqual(rig.views, ["starting", "absent", "on usb"]);
});

test("a camera that cannot be opened is tried every three seconds until it can", async () => {
	const rig = await openRig([]);
	rig.machine.failure = "denied";
	await rig.clock.move(2 * cameraRetryMs);
	rig.machine.plugged = ["usb"];
	await rig.clock.move(cameraRetryMs);
	assert.deepEqual(rig.views, ["starting", "absent", "denied", "denied", "on usb"]);
});

test("a camera that is pulled out is reported as unplugged, and opened again once it is back", async () => {
	const rig = await openRig(["usb"]);
	await rig.plug();
	assert.equal(rig.views[2], "unplugged");
	await rig.plug("usb");
	assert.deepEqual([rig.views.at(-1), rig.open()], ["on usb", ["usb"]]);
});

test("another camera stands in for the chosen one until it is plugged in, and then gives way to it", async () => {
	const rig = await openRig(["built-in"], "usb");
	assert.deepEqual(rig.views, ["starting", "on built-in"]);
	await rig.plug("built-in", "usb");
	assert.deepEqual([rig.views.slice(2), rig.open()], [["starting", "on usb"], ["usb"]]);
});

test("while the chosen camera is on, or none was chosen, other devices come and go unnoticed", async () => {
	for (const chosen of ["usb", null]) {
		const rig = await openRig(["usb"], chosen);
		await rig.plug("usb", "phone");
		await rig.plug("usb");
		assert.deepEqual(rig.views, ["starting", "on usb"]);
	}
});

test("when the screen is left the camera is closed, and is not opened again", async () => {
	const rig = await openRig(["usb"]);
	rig.stop();
	await rig.plug("usb", "phone");
	await rig.clock.move(10 * cameraRetryMs);
	assert.deepEqual([rig.open(), rig.views], [[], ["starting", "on usb"]]);
});

for (const [what, broken] of [
	["gives no more frames", (elapsedMs: number) => ({ frames: 0, waitedMs: elapsedMs })],
	["is muted by the system", () => ({ isMuted: true })],
	["gives one and the same picture", (elapsedMs: number) => ({ frozenMs: elapsedMs })],
] as const) {
	test(`a camera that ${what} is told within five seconds, opened again every three, and on again by itself (D1)`, async () => {
		const rig = await openRig(["usb"]);
		await rig.report(600, () => ({}));
		assert.deepEqual(rig.views, ["starting", "on usb"]);
		await rig.report(4.5, broken);
		assert.deepEqual([rig.views.slice(2), rig.open()], [["stalled"], []]);
		await rig.report(cameraRetryMs / 1000, () => ({ frames: 0, waitedMs: 0 }));
		assert.deepEqual([rig.views.at(-1), rig.open()], ["stalled", ["usb"]], "opened again, and not yet trusted");
		await rig.report(60, broken);
		assert.deepEqual(new Set(rig.views.slice(2)), new Set(["stalled"]));
		await rig.report(cameraRetryMs / 1000 + 1, () => ({}));
		assert.deepEqual([rig.views.at(-1), rig.open()], ["on usb", ["usb"]]);
	});
}

test("a still scene before a camera without noise, and slow frames in the dark, are no fault (D1)", async () => {
	const rig = await openRig(["usb"]);
	await rig.report(3600, (elapsedMs) => ({
		hasNoise: false,
		waitedMs: elapsedMs % 2000,
		isMuted: elapsedMs % 4000 === 0,
	}));
	assert.deepEqual(rig.views, ["starting", "on usb"]);
});

test("a camera of which no decoder says anything is opened again (D1)", async () => {
	const rig = await openRig(["usb"]);
	await rig.clock.move(silenceLimitMs + 2000);
	assert.equal(rig.views.at(-1), "stalled");
	await rig.report(cameraRetryMs / 1000 + 1, () => ({}));
	assert.equal(rig.views.at(-1), "on usb");
});

test("an opening that never ends is given up, and the camera is opened once it can be (D1)", async () => {
	const rig = await openRig([]);
	rig.machine.isHung = true;
	await rig.plug("usb");
	await rig.clock.move(openTimeoutMs);
	assert.equal(rig.views.at(-1), "failed");
	rig.machine.isHung = false;
	await rig.clock.move(cameraRetryMs);
	assert.deepEqual([rig.views.at(-1), rig.open()], ["on usb", ["usb"]]);
});
