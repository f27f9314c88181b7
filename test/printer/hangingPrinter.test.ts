import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { type TestContext, test } from "node:test";
import { openPrinter } from "../../main/printing/openPrinter.ts";
import { systemClock } from "../../sync/system.ts";
import { expectKind } from "../expectKind.ts";
import { admissionOf, hastyPrinterParts, openTestPrintQueue, waitUntil } from "./testPrintQueue.ts";

/** A printer that accepts connections and data and says nothing, not even that it closes, until it is mended. */
async function openHangingPrinter(test: TestContext) {
	const sockets = new Set<Socket>();
	const state = { isMended: false, bytes: 0 };
	const server = createServer({ allowHalfOpen: true }, (socket) => {
		sockets.add(socket);
		socket.on("error", () => {});
		socket.on("data", (data) => {
			state.bytes += data.length;
		});
		socket.on("end", () => state.isMended && socket.end());
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	test.after(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	const connection = { kind: "tcp", host: "127.0.0.1", port } as const;
	return { state, printer: openPrinter({ connection, paper: 80 }, hastyPrinterParts, systemClock) };
}

test("a network printer that accepts a ticket and hangs leaves it in doubt, is shown, and gets no other ticket until it is well (D11)", async (t) => {
	const { state, printer } = await openHangingPrinter(t);
	const printing = openTestPrintQueue(t, { printer });
	for (const line of [1, 2, 3, 4, 5]) printing.queueTicket(admissionOf(line));
	await waitUntil(() => printing.printerStatus().kind === "trouble");
	assert.equal(expectKind(printing.printerStatus(), "trouble").why, "silent");
	await waitUntil(() => printing.unsettled().length === 1);
	await waitUntil(() => expectKind(printing.printerStatus(), "trouble").waiting === 4);
	assert.deepEqual(printing.formatFacts(), ["1 sent 1"], "nothing counts as printed");
	state.isMended = true;
	await waitUntil(() => printing.formatFacts().includes("5 printed 1"));
	assert.equal(printing.printerStatus().kind, "ready");
	assert.deepEqual(
		printing.unsettled().map(({ admission: { line }, why }) => `${line} ${why}`),
		["1 inDoubt"],
	);
});

test("a clerk who has the ticket of a printer that confirms nothing lets it be given the next (D11)", async (t) => {
	const { printer } = await openHangingPrinter(t);
	const printing = openTestPrintQueue(t, { printer });
	for (const line of [1, 2]) printing.queueTicket(admissionOf(line));
	await waitUntil(() => printing.unsettled().length === 1);
	assert.ok(printing.settle(admissionOf(1), true));
	await waitUntil(() => printing.formatFacts().includes("2 sent 1"));
	await waitUntil(() => printing.unsettled().length === 1);
	assert.deepEqual(printing.formatFacts(), ["1 sent 1", "1 kept 1", "2 sent 1"]);
});
