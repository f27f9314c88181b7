import assert from "node:assert/strict";
import { test } from "node:test";
import { type CallName, calls, type InputOf, setupCalls } from "../../../core/contract/contract.ts";
import { defaultSettings } from "../../../core/contract/settings.ts";
import type { Entry } from "../../../core/journal/journal.ts";
import { SupervisorAct } from "../../../core/journal/values.ts";
import { answer } from "../../answer.ts";
import { createTestClock, type OfflineKiosk, openOfflineKiosk, supervisor, withTempFolder } from "../offlineKiosk.ts";

const by = supervisor;
const hourMs = 3_600_000;

/** Calls that a supervisor consents to and that write a line of their own kind. */
const ownLine: readonly CallName[] = ["override", "voidLine", "setSupervisor", "changeSettings", "changeHub"];

/** Done while set-up is open; opening and closing it come first and last. */
const acts: { readonly [N in SupervisorAct]: InputOf<N> } = {
	openSetup: { by },
	confirmTime: { nowMs: 0, by: null },
	testPrint: undefined,
	printRuler: undefined,
	dropTickets: undefined,
	takeFile: { path: "/nowhere" },
	putJournal: { volume: "/nowhere" },
	putDiagnostics: { volume: "/nowhere" },
	leaveKiosk: undefined,
	closeSetup: undefined,
};

type Acted = Extract<Entry, { kind: "supervisorActed" }>;

function actsOf({ journal }: OfflineKiosk): readonly SupervisorAct[] {
	const acted = journal.recentEntries().filter((entry): entry is Acted => entry.kind === "supervisorActed");
	for (const entry of acted) assert.equal(entry.by, by.staff);
	return acted.map(({ act }) => act).toReversed();
}

async function openSupervisedKiosk(): Promise<OfflineKiosk> {
	const kiosk = openOfflineKiosk();
	await answer(kiosk.device, "setSupervisor", { ...by, by: null });
	return kiosk;
}

test("every call that takes a PIN or an open set-up is an act of a supervisor (C17)", () => {
	const takesPin = (name: CallName) => "shape" in calls[name].input && "by" in calls[name].input.shape;
	const supervised = (Object.keys(calls) as CallName[]).filter(
		(name) => takesPin(name) || (name in setupCalls && name !== "devices"),
	);
	assert.deepEqual(supervised.toSorted(), [...SupervisorAct.options, ...ownLine].toSorted());
});

test("every act of a supervisor is a line that names the supervisor and the act, and holds no PIN (C17)", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const before = openOfflineKiosk(path);
		await answer(before.device, "setSupervisor", { ...by, by: null });
		const nowMs = before.clock.nowMs();
		before.database.close();
		// The time is not certain, because the machine's clock is before the last line.
		const kiosk = openOfflineKiosk(path, undefined, createTestClock(nowMs - hourMs));
		for (const [name, input] of Object.entries({ ...acts, confirmTime: { nowMs, by: null } }))
			await answer(kiosk.device, name as SupervisorAct, input as never);
		assert.deepEqual(actsOf(kiosk), Object.keys(acts));
		await answer(kiosk.device, "openSetup", { by });
		await answer(kiosk.device, "changeSettings", { ...defaultSettings, language: "en" });
		const changed = kiosk.journal.recentEntries()[0];
		assert.deepEqual(changed?.kind === "settingsChanged" && [changed.by, changed.names], [by.staff, ["language"]]);
		for (const entry of kiosk.journal.recentEntries()) assert.ok(!JSON.stringify(entry).includes(by.pin));
		kiosk.database.close();
	}));

test("a call that finds set-up closed, and a wrong PIN, are no acts (C17)", async () => {
	const kiosk = await openSupervisedKiosk();
	for (const [name, input] of Object.entries(acts))
		if (name !== "openSetup") await answer(kiosk.device, name as SupervisorAct, input as never);
	await answer(kiosk.device, "openSetup", { by: { ...by, pin: "000001" } });
	assert.deepEqual(actsOf(kiosk), []);
});

test("an act that the disk did not take is written with the next one (C17)", async () => {
	const kiosk = await openSupervisedKiosk();
	await answer(kiosk.device, "openSetup", { by });
	kiosk.database.pragma("query_only = 1");
	await answer(kiosk.device, "testPrint", undefined);
	kiosk.database.pragma("query_only = 0");
	assert.deepEqual(actsOf(kiosk), ["openSetup"]);
	await answer(kiosk.device, "leaveKiosk", undefined);
	assert.deepEqual(actsOf(kiosk), ["openSetup", "testPrint", "leaveKiosk"]);
});
