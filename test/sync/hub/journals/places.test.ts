import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { hashLine } from "../../../../core/journal/journal.ts";
import { crypto } from "../../../../sync/crypto/signature.ts";
import { rereadLines } from "../../../../sync/hub/journals/rereadLines.ts";
import { admitFromPaper } from "../../../../sync/hub/paper/admitFromPaper.ts";
import { openSeatedCinema } from "../bookings/seatedCinema.ts";
import { demonstrationMs, enrolKiosk, openCinemaHub, requestAsOfficer } from "../testHub.ts";
import { day } from "../testKiosk.ts";
import { admissionOf, conflictsOf, findIssued, openConflictsOf, revoke, uploadRows, voidOf } from "./placesCase.ts";

const Settlement = z.looseObject({
	settlement: z.looseObject({
		sessions: z.array(
			z.looseObject({ allocated: z.number(), admitted: z.number(), missing: z.number(), unentitled: z.number() }),
		),
		openConflicts: z.number(),
	}),
});

/** The sums of session 101: allocated, admitted, missing, unentitled. */
async function settledOf(house: Parameters<typeof requestAsOfficer>[0]): Promise<readonly number[]> {
	const { body } = await requestAsOfficer(house, "GET", `/v1/settlement?venue=1&day=${day}`);
	const [first] = Settlement.parse(body).settlement.sessions;
	return first === undefined ? [] : [first.allocated, first.admitted, first.missing, first.unentitled];
}

test("a revocation that takes a void back shows the conflict that the void hid (C5)", async () => {
	const house = await openCinemaHub();
	const [a, b] = [await enrolKiosk(house, 1, "1 号窗口"), await enrolKiosk(house, 1, "2 号窗口")];
	const issued = findIssued(house, "A-1");
	a.write(admissionOf(issued, [0, 1, 2]));
	a.write(voidOf(issued, 1, [0, 1, 2]));
	b.write(admissionOf(issued, [0, 1, 2]));
	await a.push();
	await b.push();
	assert.deepEqual(await openConflictsOf(house), []);
	await revoke(house, a, 1);
	assert.deepEqual(await openConflictsOf(house), ["A-1 overAdmitted"]);
	const [conflict] = await conflictsOf(house);
	assert.deepEqual([conflict?.admitted, conflict?.mostAdmitted], [6, 6]);
	assert.equal(house.store.lines.listAfter(a.enrolment.kiosk, 1, 1)[0]?.flag, "afterRevocation");
});

test("a revocation that takes admissions away resolves their conflict and does not withdraw it (C5)", async () => {
	const house = await openCinemaHub();
	const [a, b] = [await enrolKiosk(house, 1, "1 号窗口"), await enrolKiosk(house, 1, "2 号窗口")];
	for (const kiosk of [a, b]) {
		kiosk.write(admissionOf(findIssued(house, "A-1"), [0, 1, 2]));
		await kiosk.push();
	}
	await revoke(house, a, 0);
	const [conflict, ...others] = await conflictsOf(house);
	assert.deepEqual(others, []);
	assert.deepEqual(
		[conflict?.kind, conflict?.admitted, conflict?.mostAdmitted, conflict?.resolvedAt],
		["overAdmitted", 3, 6, demonstrationMs],
	);
});

test("whoever is inside holds the place when the booking is cancelled, and only these do (C6)", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	await uploadRows(house, "A-2,101,2,cancelled", "A-1,101,5");
	kiosk.write(admissionOf(findIssued(house, "A-1"), [0, 1, 2]));
	await kiosk.push();
	await uploadRows(house, "A-1,101,5,cancelled");
	assert.deepEqual(await uploadRows(house, "B-1,101,8"), ["session 101 has 7 of 10 places left, and the party is 8"]);
	assert.deepEqual(await uploadRows(house, "B-2,101,7"), []);
	assert.deepEqual(await settledOf(house), [7, 3, 7, 3]);
	kiosk.write(voidOf(findIssued(house, "A-1"), 1, [0, 1, 2]));
	await kiosk.push();
	assert.deepEqual(await uploadRows(house, "B-3,101,3"), [], "an undone admission frees the places");
});

test("a tick on the paper list holds its places as a line does, until it is taken back (C6)", async () => {
	const house = await openCinemaHub();
	const tick = (persons: number) =>
		admitFromPaper(house, 1, day, "lin", [{ line: 1, text: "", ...findIssued(house, "A-1"), persons }]);
	tick(3);
	await uploadRows(house, "A-1,101,3,cancelled", "A-2,101,2,cancelled");
	assert.equal((await uploadRows(house, "B-1,101,8")).length, 1);
	assert.deepEqual(await openConflictsOf(house), ["A-1 cancelled"]);
	assert.equal(tick(0).takenBack, 1);
	assert.deepEqual(await uploadRows(house, "B-1,101,8"), []);
	assert.deepEqual(await openConflictsOf(house), []);
});

test("an undone part of an admission frees its places, and no others (C6)", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const issued = findIssued(house, "A-1");
	kiosk.write(admissionOf(issued, [0, 1, 2]));
	kiosk.write(voidOf(issued, 1, [1]));
	await kiosk.push();
	await uploadRows(house, "A-1,101,3,cancelled", "A-2,101,2,cancelled");
	assert.equal((await uploadRows(house, "B-1,101,9")).length, 1);
	assert.deepEqual(await uploadRows(house, "B-1,101,8"), []);
});

test("whoever is inside holds the place when the booking is moved to another session (C6)", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	await uploadRows(house, "A-2,101,2,cancelled", "A-1,101,5");
	kiosk.write(admissionOf(findIssued(house, "A-1"), [0, 1, 2]));
	await kiosk.push();
	assert.deepEqual(await uploadRows(house, "A-1,102,5"), []);
	assert.deepEqual(await uploadRows(house, "B-1,101,8"), ["session 101 has 7 of 10 places left, and the party is 8"]);
	assert.deepEqual(await openConflictsOf(house), ["A-1 otherSession"]);
	await uploadRows(house, "A-1,101,5");
	assert.deepEqual(await openConflictsOf(house), [], "moved back, it is resolved");
	assert.equal((await conflictsOf(house)).length, 1, "and still told");
});

test("admissions that arrive after a booking was cancelled take their places and are a conflict of their own (C10)", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const issued = findIssued(house, "A-1");
	await uploadRows(house, "A-1,101,3,cancelled", "A-2,101,2,cancelled", "B-1,101,9");
	kiosk.write(admissionOf(issued, [0, 1]));
	await kiosk.push();
	assert.deepEqual(await openConflictsOf(house), ["A-1 cancelled"]);
	assert.deepEqual(await settledOf(house), [9, 2, 9, 2]);
	assert.equal((await uploadRows(house, "B-2,101,1")).length, 1, "nothing is left to sell");
	const standings = await requestAsOfficer(house, "GET", `/v1/standings?venue=1&day=${day}`);
	assert.match(JSON.stringify(standings.body), /"state":"cancelled".*"conflicts":\["cancelled"\]/);
	await uploadRows(house, "B-1,101,8");
	assert.deepEqual(await uploadRows(house, "A-1,101,2"), [], "reinstated, those inside need no further place");
	assert.deepEqual(await openConflictsOf(house), []);
});

test("admissions on a blocked booking or a revoked voucher are conflicts of their own (C10)", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	for (const booking of ["A-1", "A-2"]) kiosk.write(admissionOf(findIssued(house, booking), [0]));
	await uploadRows(house, "A-1,101,3,blocked");
	await requestAsOfficer(house, "POST", "/v1/revocations/vouchers", { booking: "A-2", why: "sold on" });
	await kiosk.push();
	assert.deepEqual(await openConflictsOf(house), ["A-1 blocked", "A-2 revoked"]);
});

/** The hall has rows of four, five and six: seats 1 to 4, 5 to 9 and 10 to 15. */
test("parts, a void and a smaller booking give no seat away on which somebody sits (C9)", async () => {
	const house = await openSeatedCinema();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	await uploadRows(house, "A-1,101,4,,2-1");
	const issued = findIssued(house, "A-1");
	kiosk.write(admissionOf(issued, [0, 1]));
	kiosk.write(admissionOf(issued, [2, 3]));
	kiosk.write(voidOf(issued, 1, [0, 1]));
	await kiosk.push();
	await uploadRows(house, "A-1,101,2");
	assert.deepEqual(await uploadRows(house, "B-1,101,2,,2-3"), ["A-1 has seat 2-3 or one of those beside it"]);
	assert.equal(findIssued(house, "A-1").seat, 5);
	assert.deepEqual(await openConflictsOf(house), []);
});

test("a seat that was moved at the hub while a window was offline is a conflict of both bookings (C9)", async () => {
	const house = await openSeatedCinema();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	await uploadRows(house, "A-1,101,2,,2-1");
	const before = findIssued(house, "A-1");
	await uploadRows(house, "A-1,101,2,,3-1");
	await uploadRows(house, "B-1,101,2,,2-1");
	kiosk.write(admissionOf(before, [0, 1]));
	await kiosk.push();
	assert.deepEqual(await openConflictsOf(house), ["A-1 seatTwice", "B-1 seatTwice"]);
	const [conflict] = (await conflictsOf(house)).filter(({ booking }) => booking === "A-1");
	assert.deepEqual([conflict?.seats, conflict?.others], [["2-1", "2-2"], ["B-1"]]);
	assert.equal((await uploadRows(house, "C-1,101,1,,2-1")).length, 1, "neither is the seat given a third time");
	await uploadRows(house, "B-1,101,2,,1-1");
	assert.deepEqual(await openConflictsOf(house), [], "with other seats for the one who is to come it is resolved");
	assert.equal((await uploadRows(house, "C-1,101,1,,2-1")).length, 1, "and who sits there keeps the seat");
	assert.deepEqual(await uploadRows(house, "C-1,101,2,,3-1"), ["A-1 has seat 3-1 or one of those beside it"]);
});

test("two windows that tell two halves of a party the same seats make a conflict (C9)", async () => {
	const house = await openSeatedCinema();
	await uploadRows(house, "A-1,101,4,,2-1");
	for (const label of ["1 号窗口", "2 号窗口"]) {
		const kiosk = await enrolKiosk(house, 1, label);
		kiosk.write(admissionOf(findIssued(house, "A-1"), [0, 1]));
		await kiosk.push();
	}
	assert.deepEqual(await openConflictsOf(house), ["A-1 seatTwice"]);
	assert.deepEqual((await conflictsOf(house))[0]?.seats, ["2-1", "2-2"]);
});

test("a line that only a newer hub can read counts from then on, and so does the void that came before", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const issued = findIssued(house, "A-1");
	kiosk.write(admissionOf(issued, [0, 1, 2]));
	kiosk.write(voidOf(issued, 1, [2]));
	const { kiosk: id, venue } = kiosk.enrolment;
	const stored = { venue, kiosk: id, incarnation: 1, branch: 0, kind: null, at: null, receivedAt: demonstrationMs };
	for (const [i, line] of kiosk.lines.entries()) {
		house.store.lines.add({ ...stored, seq: i + 1, digest: hashLine(line, crypto), flag: "unreadable", line });
	}
	assert.equal(rereadLines(house.store, demonstrationMs), 2);
	assert.equal(house.store.standings.find(issued)?.admitted, 2);
	assert.deepEqual(house.store.lines.listUnreadable(), []);
	assert.equal(rereadLines(house.store, demonstrationMs), 0, "and once only");
});
