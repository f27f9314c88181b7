import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readBookingsCsv } from "../../../../sync/hub/bookings/bookingsCsv.ts";
import { issueVouchers } from "../../../../sync/hub/bookings/issueVouchers.ts";
import { similarityKey } from "../../../../sync/hub/bookings/spreadsheetDamage.ts";
import { isRefusal } from "../../../../sync/hub/refusal.ts";
import { systemRandom } from "../../../../sync/system.ts";
import { assertProperty } from "../../../property.ts";
import { openTestHub, requestAsOfficer } from "../testHub.ts";
import { bookingsHeader } from "./cinema.ts";
import { seatedProgramme } from "./seatedCinema.ts";
import { mangle, spreadsheet, type UpstreamRow } from "./spreadsheet.ts";

const manglings = 5000;
const permissions = { revive: false, exact: false };

/** Numbers as upstream accounts give them: with zeros in front, long ones, with letters. */
const numbers = ["000123", "123456", "00045", "ND26-000001", "nd-7", "A-1", "20261001000012345", "202610010000001"];
const known: readonly UpstreamRow[] = numbers.map((booking, i) => {
	return { booking, party: "1", card: i % 2 === 0 ? "0007" : "", state: "live", seat: "" };
});
const strangers = ["123", "ND-7", "202610010000000", "000999", "X-1"];

const change = fc.record({
	party: fc.constantFrom("1", "1", "2", "0"),
	state: fc.constantFrom<UpstreamRow["state"][]>("live", "live", "cancelled", "blocked"),
	isNamed: fc.constantFrom(true, true, true, false),
	hasSeat: fc.constantFrom(false, false, true),
});

test("over 5,000 spreadsheet manglings nothing vanishes, nothing unnamed is cancelled, and no cancellation adds", async () => {
	const hub = openTestHub();
	const programme = seatedProgramme([20, 20, 20, 20, 20]);
	await requestAsOfficer(hub, "POST", "/v1/programmes", programme);
	const context = { store: hub.store, random: systemRandom, clock: hub.clock };
	const csv = [bookingsHeader, ...known.map(({ booking, card }) => `${booking},1,1,101,1,${card},live`)].join("\n");
	const first = readBookingsCsv(Buffer.from(csv));
	assert.ok(!isRefusal(first));
	assert.equal(issueVouchers(context, first, permissions).added, known.length);

	const statesNow = () =>
		new Map(
			hub.store.vouchers
				.list({ booking: null, venue: null, day: null, session: null, party: null, limit: 1000 })
				.map(({ booking, state }) => [booking, state]),
		);
	let files = 0;
	const check = (changes: readonly UpstreamRow[], file: Buffer, rows: number) => {
		const before = statesNow();
		const parsed = readBookingsCsv(file);
		assert.ok(!isRefusal(parsed), isRefusal(parsed) ? parsed.message : "");
		const report = issueVouchers(context, parsed, permissions);
		const { added, changed, same, cancelled, refused, refusals } = report;
		assert.equal(report.rows, rows, "every row is told");
		assert.equal(rows, added + changed + same + cancelled + refused);
		assert.equal(refused, refusals.length);
		for (const { line, reason, remedy } of refusals) assert.ok(line > 0 && reason !== "" && remedy !== "");
		const after = statesNow();
		assert.equal(after.size, before.size + added);
		assert.equal(
			[...after].filter(([booking, state]) => state === "cancelled" && before.get(booking) !== state).length,
			cancelled,
		);
		for (const [booking, state] of after) {
			const was = before.get(booking);
			const wanted = changes.find(
				(one) => one.booking === booking || (was === undefined && one.booking === `000${booking}`),
			);
			if (was === undefined) assert.equal(wanted?.state, "live", `${booking} was added as it was written`);
			else if (state !== was) assert.equal(wanted?.state, state, `${booking} became ${state}`);
			if (was === "cancelled") assert.equal(state, "cancelled", `${booking} was not revived`);
		}
		files++;
	};
	assertProperty(
		fc.property(fc.array(change, { minLength: 13, maxLength: 13 }), spreadsheet, (drawn, how) => {
			const all: readonly Pick<UpstreamRow, "booking" | "card">[] = [
				...known,
				...strangers.map((booking) => ({ booking, card: "" })),
			];
			const changes = all.flatMap(({ booking, card }, i) => {
				const one = drawn[i];
				if (one === undefined || !one.isNamed) return [];
				return [{ booking, card, party: one.party, state: one.state, seat: one.hasSeat ? "x" : "" }];
			});
			const { file, rows } = mangle(changes, how);
			hub.store.transactOrRefuse(() => {
				check(changes, file, rows);
				// The next mangling begins with the same bookings.
				return { kind: "refused", code: "badFile", message: "" } as const;
			});
		}),
		{ numRuns: manglings, leastRuns: manglings },
	);
	assert.ok(files > 0);
	assert.equal(new Set(known.map(({ booking }) => similarityKey(booking))).size, known.length);
});
