import assert from "node:assert/strict";
import { test } from "node:test";
import { cameraRetryMs, type OpenFailure, openCameraSession } from "../../../renderer/kiosk/scan/camera-session.ts";
import { type ManualPageClock, manualPageClock, settled } from "../manualPageClock.ts";

/** The cameras of a machine, by device id; the first that is plugged in stands in for one that is not. */
type Machine = { plugged: readonly string[]; failure: OpenFailure };
type Rig = {
	readonly clock: ManualPageClock;
	readonly machine: Machine;
	readonly views: string[];
	/** The cameras that are open now: never more than one. */
	readonly open: () => readonly string[];
	readonly plug: (...ids: readonly string[]) => Promise<void>;
	readonly stop: () => void;
};

async function openRig(plugged: readonly string[], chosen: string | null = null): Promise<Rig> {
	const clock = manualPageClock();
	const machine: Machine = { plugged, failure: "absent" };
	const views: string[] = [];
	const opened = new Map<string, () => void>();
	let listeners: readonly (() => void)[] = [];
	const { stop } = openCameraSession<string>(
		{
			async open(onEnded) {
				const id = machine.plugged.find((one) => one === chosen) ?? machine.plugged[0];
				if (id === undefined) return machine.failure;
				opened.set(id, onEnded);
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
			for (const [, onEnded] of gone) onEnded();
			for (const listener of listeners) listener();
			await settled();
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
