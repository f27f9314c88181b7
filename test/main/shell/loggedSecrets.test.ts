import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { verifyAllocation } from "../../../core/allocation/allocation.ts";
import {
	formatShortNumber,
	hashShortNumbers,
	makeShortNumber,
	packShortNumbers,
} from "../../../core/allocation/shortNumber.ts";
import type { CallName, InputOf } from "../../../core/contract/contract.ts";
import { defaultSettings } from "../../../core/contract/settings.ts";
import { StaffId } from "../../../core/identity.ts";
import { sameScanMs } from "../../../main/admission/sightings.ts";
import { type Device, openDevice } from "../../../main/device.ts";
import { noPeripherals } from "../../../main/setup/peripherals.ts";
import { type KioskLog, openLog } from "../../../main/shell/log.ts";
import { openDatabase } from "../../../main/store/database.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { systemRandom } from "../../../sync/system.ts";
import { answer } from "../../answer.ts";
import { allocationKey, keyPair, makeRow, makeVenueDay, mintCode, session, voucher } from "../../core/venueDay.ts";
import { expectKind } from "../../expectKind.ts";
import {
	createTestClock,
	type OfflineKiosk,
	openOfflineKiosk,
	supervisor,
	trustStateWith,
	withTempFolder,
} from "../offlineKiosk.ts";
import { createTestKeyring } from "../testKeyring.ts";

const code = mintCode();
const card = "7391";
const wrongPin = "314159";
const newPin = "161803";
const memberName = "陈小明";
const enrolmentSecret = "ABCD-23456789";
const shortNumber = makeShortNumber("4071935286");
const by = supervisor;

const secrets: readonly string[] = [
	code,
	code.slice(0, 30),
	voucher.id,
	card,
	supervisor.pin,
	wrongPin,
	newPin,
	memberName,
	enrolmentSecret,
	enrolmentSecret.toLowerCase(),
	shortNumber,
	formatShortNumber(shortNumber),
	...[keyPair("device").pkcs8, keyPair("device").pkcs8.subarray(-32), Buffer.from(allocationKey)].flatMap((key) => [
		key.toString("hex"),
		key.toString("base64"),
		key.toString("base64url"),
	]),
];

/** An input for every call of the contract. Its free texts hold secrets. */
const inputs: { readonly [N in CallName]: InputOf<N> } = {
	state: undefined,
	enrol: { code: `${enrolmentSecret}.00112233445566778899aabbccddeeff@https://hub.invalid` },
	confirmTime: { nowMs: 0, by: { staff: by.staff, pin: wrongPin } },
	scan: { text: `${code} ${memberName} ${card}`, source: "wedge" },
	number: { number: formatShortNumber(shortNumber), card },
	admit: { offer: voucher.id, persons: 1 },
	override: { offer: voucher.id, persons: 1, why: "phoneFailed", by },
	inspectCode: { text: `${code} ${memberName} ${card}` },
	findAdmissions: { by: "number", number: formatShortNumber(shortNumber), card },
	voidLine: { line: 1, why: "other", by },
	lookUp: { card },
	openShift: { staff: StaffId.parse(card) },
	closeShift: { stubs: Number(card) },
	setSupervisor: { staff: StaffId.parse("1002"), pin: newPin, by },
	callStaff: { is: "wanted" },
	cameraIs: { trouble: `${memberName} ${card}` },
	rate: { line: Number(card), rating: 5 },
	printAgain: { line: Number(card) },
	settleTicket: { line: Number(card), incarnation: 1, isThere: true },
	openSetup: { by },
	changeSettings: {
		...defaultSettings,
		camera: `${memberName} ${voucher.id}`,
		printer: { kind: "system", name: memberName },
		gunPrefix: card,
		serial: { path: `/dev/${memberName}-${card}`, baudRate: 9600 },
	},
	devices: undefined,
	testPrint: undefined,
	printRuler: undefined,
	dropTickets: undefined,
	takeFile: { path: `/media/${memberName}/${code}` },
	putJournal: { volume: `/media/${memberName}/${card}` },
	putDiagnostics: { volume: `/media/${memberName}/${shortNumber}` },
	syncNow: undefined,
	changeHub: { address: "https://hub.example" },
	leaveKiosk: undefined,
	closeSetup: undefined,
};

const names = Object.keys(inputs) as CallName[];

test("no call of the contract writes a voucher, card, PIN, key or name into the log, whether it succeeds or fails", () =>
	withTempFolder(async (folder) => {
		const log = openLog({ folder, nowMs: () => 0, copiesToStderr: false });
		const kiosk = openKioskWithNumbers(log);
		// A fault in every commit, whose message holds all the secrets.
		kiosk.journal.subscribe(() => {
			throw new Error(secrets.join("\n"));
		});
		await useKiosk(kiosk);
		for (const name of names) await answer(kiosk.device, name, inputs[name]);
		for (const name of names) await kiosk.device.call(name, malformedInputOf(name) as never);
		kiosk.database.close();
		// Or the scan would be the same as the one before.
		kiosk.clock.move(sameScanMs);
		for (const name of names) await kiosk.device.call(name, inputs[name]);

		const faults = readLog(folder);
		assert.match(faults, / error journalSubscriberFailed /);
		for (const call of ["scan", "number", "lookUp", "override", "setSupervisor"]) {
			assert.ok(faults.includes(` error callFailed {"call":"${call}"`), `${call} did not fail:\n${faults}`);
		}

		await kiosk.device.stop();

		await tryToEnrol(log);
		const written = readLog(folder);
		for (const secret of secrets) assert.ok(!written.includes(secret), `${secret} was written:\n${written}`);
	}));

/** An enrolled kiosk that holds one voucher, its card and its short number. */
function openKioskWithNumbers(log: KioskLog): OfflineKiosk {
	const kiosk = openOfflineKiosk(":memory:", [], createTestClock(), { log });
	const row = makeRow(voucher, { card });
	const index = packShortNumbers([{ number: shortNumber, row: row.key }], allocationKey, crypto);
	const day = makeVenueDay([row], { numbers: hashShortNumbers(index, crypto) });
	const allocation = verifyAllocation(day.header, day.rows, crypto);
	if ("kind" in allocation) assert.fail(allocation.why);
	const trusted = trustStateWith(kiosk.allocations.trustState(), day.envelope, kiosk.clock.nowMs());
	kiosk.allocations.save(trusted, { allocation, key: allocationKey });
	kiosk.shortNumbers.put(day.header, index);
	return kiosk;
}

/** Admits by code and by short number, voids, overrides a refusal, looks a card up, and types a wrong PIN. */
async function useKiosk(kiosk: OfflineKiosk): Promise<void> {
	const { checkIn, clock, device } = kiosk;
	const scanned = expectKind(checkIn.scan(code, "camera"), "offered");
	const { line } = expectKind(checkIn.admit(scanned.offer, 1), "admitted");
	expectKind(await kiosk.voidAdmission(line, "wrongNumber"), "voided");
	const typed = expectKind(checkIn.enterNumber({ number: formatShortNumber(shortNumber), card }), "offered");
	expectKind(checkIn.admit(typed.offer, 1), "admitted");
	expectKind(kiosk.searchCard(card), "found");
	const wrong = { staff: supervisor.staff, pin: wrongPin };
	expectKind(await answer(device, "openSetup", { by: wrong }), "pinRefused");
	expectKind(await answer(device, "openSetup", { by }), "opened");
	clock.set(session.admitUntil + 60_000);
	const late = expectKind(checkIn.scan(code, "camera"), "refused");
	expectKind(await checkIn.override(late.override?.offer ?? "", 1, "lateByOurFault"), "admitted");
}

/** Valid for no call. A parser that quotes its input in an error would quote the secrets. */
function malformedInputOf(name: CallName): unknown {
	return { [code]: memberName, name, card, pin: supervisor.pin, text: [code], code: { enrolmentSecret } };
}

/** Enrols at a hub whose connection breaks, and at one that answers with status 500 and the request's body. */
async function tryToEnrol(log: KioskLog): Promise<void> {
	const breaksOff: typeof fetch = (_url, request) => Promise.reject(new TypeError(`fetch failed: ${request?.body}`));
	const echoes: typeof fetch = async (_url, request) => new Response(String(request?.body ?? ""), { status: 500 });
	for (const fetch of [breaksOff, echoes]) {
		const device = openUnenrolledDevice(log, fetch);
		const { why } = expectKind(await answer(device, "enrol", inputs.enrol), "failed");
		assert.notEqual(why, "notACode");
		for (const name of names) await device.call(name, inputs[name]);
	}
}

function openUnenrolledDevice(log: KioskLog, fetch: typeof globalThis.fetch): Device {
	return openDevice({
		database: openDatabase(":memory:", null),
		clock: createTestClock(),
		sleptMs: () => 0,
		keyring: createTestKeyring(),
		allowsPlainKeys: false,
		fetch,
		hubTimeoutMs: 1000,
		random: systemRandom,
		app: "test",
		onChange: () => {},
		peripherals: noPeripherals,
		log,
		readRecentLog: log.readRecentLog,
	});
}

function readLog(folder: string): string {
	return readdirSync(folder)
		.map((name) => readFileSync(join(folder, name), "utf8"))
		.join("");
}
