import assert from "node:assert/strict";
import { test } from "node:test";
import { openPrinter } from "../../main/printing/openPrinter.ts";
import { conditionOf, type SpoolOutcome, type SystemQueue } from "../../main/printing/systemPrinter.ts";
import { systemClock } from "../../sync/system.ts";
import { admissionOf, openTestPrintQueue, printerParts, waitUntil } from "./testPrintQueue.ts";

function queue(reasons: string, state = "3"): SystemQueue {
	return { name: "Till", options: { "printer-state": state, "printer-state-reasons": reasons } };
}

/** A system with one print queue, which accepts or refuses a job. */
function printerOf(queues: readonly SystemQueue[], spooling: SpoolOutcome, name: string | null = "Till") {
	const given: number[] = [];
	const printer = openPrinter(
		{ connection: { kind: "system", name }, paper: 80 },
		{
			...printerParts,
			system: {
				queues: () => Promise.resolve(queues),
				print(ticket, _paper, _name, sending) {
					if (!sending()) return Promise.resolve({ kind: "notSent" });
					given.push(ticket.line);
					return Promise.resolve(spooling);
				},
			},
		},
		systemClock,
	);
	return { printer, given };
}

test("the system's reasons are shown as a printer's troubles", () => {
	const statusOf = (reasons: string, state?: string) => {
		const condition = conditionOf(queue(reasons, state));
		return condition.kind === "trouble" ? condition.why : condition;
	};
	assert.deepEqual(statusOf("none"), { kind: "well", isNearEnd: false });
	assert.deepEqual(statusOf("media-low-report"), { kind: "well", isNearEnd: false }, "a report asks for nothing");
	assert.deepEqual(statusOf("media-low-warning"), { kind: "well", isNearEnd: true });
	assert.equal(statusOf("media-empty-error"), "paperOut");
	assert.equal(statusOf("media-needed"), "paperOut");
	assert.equal(statusOf("media-empty-error,cover-open"), "coverOpen");
	assert.equal(statusOf("door-open-error"), "coverOpen");
	assert.equal(statusOf("offline-report", "3") === "offline", false);
	assert.equal(statusOf("connecting-to-device"), "offline");
	assert.equal(statusOf("paused", "5"), "error");
	assert.equal(statusOf("none", "5"), "error");
	assert.deepEqual(conditionOf({ name: "Windows", options: {} }), { kind: "mute" });
});

test("a ticket that the system spooled counts as printed, because the system reports no more", async (t) => {
	const { printer, given } = printerOf([queue("none")], { kind: "spooled" });
	const printing = openTestPrintQueue(t, { printer });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.formatFacts().includes("1 printed 1"));
	assert.deepEqual([printing.formatFacts(), given], [["1 sent 1", "1 printed 1"], [1]]);
});

test("a ticket that the system refused was not printed; it is not retried automatically, a person is asked", async (t) => {
	const { printer, given } = printerOf([queue("none")], { kind: "refused", reason: "Print job failed" });
	const printing = openTestPrintQueue(t, { printer });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.unsettled().length === 1);
	await waitUntil(() => printing.printerStatus().kind === "ready");
	assert.deepEqual([printing.formatFacts(), given], [["1 sent 1", "1 failed 1"], [1]]);
	assert.deepEqual(
		printing.unsettled().map(({ why }) => why),
		["failed"],
	);
});

test("a ticket about which the system gives no answer is in doubt", async (t) => {
	const { printer } = printerOf([queue("none")], { kind: "unsure" });
	const printing = openTestPrintQueue(t, { printer });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.unsettled().length === 1);
	assert.deepEqual(
		printing.unsettled().map(({ why }) => why),
		["inDoubt"],
	);
});

test("with several printers and no known default, the ticket is sent to the system's choice", async (t) => {
	const { printer, given } = printerOf(
		[queue("media-empty"), { ...queue("none"), name: "Other" }],
		{ kind: "spooled" },
		null,
	);
	const printing = openTestPrintQueue(t, { printer });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.formatFacts().includes("1 printed 1"));
	assert.deepEqual(given, [1]);
});

test("a printer that the system no longer has, or that is out of paper, is sent nothing", async (t) => {
	for (const [queues, why] of [
		[[], "offline"],
		[[{ ...queue("none"), name: "Another" }], "offline"],
		[[queue("media-empty-error")], "paperOut"],
	] as const) {
		const { printer, given } = printerOf(queues, { kind: "spooled" });
		const printing = openTestPrintQueue(t, { printer });
		printing.queueTicket(admissionOf(1));
		await waitUntil(() => printing.printerStatus().kind === "trouble");
		assert.deepEqual(printing.printerStatus(), { kind: "trouble", why, sinceMs: 0, waiting: 1 });
		assert.deepEqual([printing.formatFacts(), given], [[], []]);
		await printing.stop();
	}
});
