import assert from "node:assert/strict";
import { test } from "node:test";
import { type CallName, calls } from "../../core/contract/contract.ts";
import { type CallHandlers, createDispatcher } from "../../main/dispatcher.ts";
import { silentLog } from "../../sync/log.ts";

/** A valid input for each call of the contract: a new call does not compile without one. */
const inputs: { readonly [N in CallName]: unknown } = {
	state: undefined,
	enrol: { code: "PL-ABCD" },
	confirmTime: { nowMs: 1, by: null },
	scan: { text: "V1", source: "camera" },
	number: { number: "1234", card: "0417" },
	admit: { offer: "o", persons: 1 },
	override: { offer: "o", persons: 1, why: "phoneFailed", by: { staff: "1001", pin: "271828" } },
	inspectCode: { text: "V1" },
	findAdmissions: { by: "recent" },
	voidLine: { line: 1, why: "other", by: { staff: "1001", pin: "271828" } },
	lookUp: { card: "0417" },
	openShift: { staff: "1001" },
	closeShift: { stubs: null },
	setSupervisor: { staff: "1001", pin: "271828", by: null },
	callStaff: { is: "wanted" },
	cameraIs: { trouble: null },
	rate: { line: 1, rating: 5 },
	printAgain: { line: 1 },
	settleTicket: { line: 1, incarnation: 1, isThere: true },
	openSetup: { by: { staff: "1001", pin: "271828" } },
	closeSetup: undefined,
	changeSettings: {
		mode: "counter",
		language: "zh-CN",
		volume: 70,
		voice: true,
		camera: null,
		printer: { kind: "none" },
		paper: 80,
		gunPrefix: null,
		serial: null,
	},
	devices: undefined,
	testPrint: undefined,
	printRuler: undefined,
	dropTickets: undefined,
	takeFile: { path: "/x" },
	putJournal: { volume: "/x" },
	putDiagnostics: { volume: "/x" },
	changeHub: { address: "https://hub.example" },
	leaveKiosk: undefined,
	syncNow: undefined,
};

const names = Object.keys(calls) as CallName[];

/** A dispatcher that records its steps in order. */
function openTestDispatcher({ isTimeCertain = true, answer = (): unknown => ({ kind: "answered" }) } = {}) {
	const steps: string[] = [];
	const handle = () => {
		steps.push("handled");
		return answer();
	};
	const handlers = Object.fromEntries(names.map((name) => [name, handle])) as unknown as CallHandlers;
	const call = createDispatcher({
		handlers: () => handlers,
		checkClock: () => steps.push("clock checked"),
		isTimeCertain: () => isTimeCertain,
		refuseUncertainTime() {
			steps.push("refused");
			return {
				kind: "refused",
				refusal: { reason: "clockUnsure" },
				session: null,
				atMs: 0,
				override: null,
				undoable: [],
			};
		},
		onChange: () => steps.push("page notified"),
		log: silentLog,
	}) as (name: string, input: unknown) => unknown;
	return { call, steps };
}

for (const name of names) {
	const { effect } = calls[name];
	test(`${name} ${effect}: the steps of its effect run around it, for an immediate and for a later answer`, async () => {
		for (const answer of [() => ({ kind: "answered" }), async () => ({ kind: "answered" })]) {
			const { call, steps } = openTestDispatcher({ answer });
			assert.deepEqual(await call(name, inputs[name]), { kind: "answered" });
			const expected = effect === "reads" ? ["handled"] : ["clock checked", "handled", "page notified"];
			assert.deepEqual(steps, expected);
		}
	});

	test(`${name} ${effect}: while the time is not certain it ${effect === "admits" ? "is refused" : "is answered"}`, async () => {
		const { call, steps } = openTestDispatcher({ isTimeCertain: false });
		await call(name, inputs[name]);
		assert.equal(steps.includes("refused"), effect === "admits");
		assert.equal(steps.includes("handled"), effect !== "admits");
	});
}

test("a call that throws is answered as a failure, and the page is notified all the same", async () => {
	const throwing = (): never => {
		throw new Error("broken");
	};
	for (const answer of [throwing, () => Promise.reject(new Error("broken"))]) {
		const { call, steps } = openTestDispatcher({ answer });
		assert.deepEqual(await call("scan", inputs.scan), { kind: "failure", why: "internal" });
		assert.equal(steps.at(-1), "page notified");
	}
});

test("an unknown call, or one of the wrong shape, reaches no handler", () => {
	const { call, steps } = openTestDispatcher();
	for (const [name, input] of [
		["toString", undefined],
		["__proto__", {}],
		["scan", { text: 5, source: "camera" }],
		["scan", { text: "V1", source: "camera", more: 1 }],
		["admit", { offer: "o", persons: 10 }],
	] as const) {
		assert.deepEqual(call(name, input), { kind: "failure", why: "badInput" });
	}
	assert.deepEqual(steps, []);
});
