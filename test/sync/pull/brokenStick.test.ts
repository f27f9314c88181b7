import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Verdict } from "../../../core/contract/contract.ts";
import { StaffId } from "../../../core/identity.ts";
import type { AllocationsFile } from "../../../core/protocol/usbFiles.ts";
import { noPeripherals } from "../../../main/setup/peripherals.ts";
import { listVolumes } from "../../../main/setup/removableVolumes.ts";
import { answer } from "../../answer.ts";
import { withTempFolder } from "../../main/offlineKiosk.ts";
import { openTestDevice, type TestDevice } from "../drivers/testDevice.ts";
import { requestAsOfficer, type TestHub } from "../hub/testHub.ts";
import {
	appendRoot,
	codeOf,
	type Held,
	heldIn,
	heldOnDisk,
	openCinemaOf,
	publishEdition,
	trustStateOf,
} from "./edition.ts";
import { type Answered, expired, type Fault, faultsOfADocument } from "./faults.ts";

type Name = keyof Held;
type Step = "root" | "timestamp" | "revocations" | "roster" | "header" | "rows";

const everything: readonly Name[] = ["root", "timestamp", "revocations", "roster", "allocation"];
const without = (name: Name) => everything.filter((one) => one !== name);
/** What is taken from a file whose answer for this step is missing or must not be used. */
const takenOf: Readonly<Record<Step, readonly Name[]>> = {
	root: [],
	timestamp: ["root"],
	revocations: ["root", "timestamp"],
	roster: without("roster"),
	header: without("allocation"),
	rows: without("allocation"),
};

const isStep: Readonly<Record<Step, RegExp>> = {
	root: /^\/v1\/roots\/\d+$/,
	timestamp: /\/timestamp$/,
	revocations: /\/revocations$/,
	roster: /\/roster$/,
	header: /\/allocations\/[^/]+$/,
	rows: /\/rows$/,
};

const missing: Fault = { name: "nothing", of: "document", spoil: (one) => one };
const noJson: Fault = { ...missing, name: "no JSON" };
const cases: readonly (readonly [Step, Fault])[] = [
	...(Object.keys(isStep) as Step[]).flatMap((step) => [missing, noJson].map((fault) => [step, fault] as const)),
	...(["root", "timestamp", "revocations", "roster", "header"] as const).flatMap((step) =>
		faultsOfADocument.map((fault) => [step, fault] as const),
	),
	["timestamp", expired],
];

async function exportFile(hub: TestHub, { device }: TestDevice): Promise<AllocationsFile> {
	const kiosk = device.kiosk()?.journal.entryAt(1)?.kiosk ?? assert.fail("no line");
	return (await requestAsOfficer(hub, "GET", `/v1/sticks/${kiosk}`)).body as AllocationsFile;
}

function spoil(
	file: AllocationsFile,
	former: AllocationsFile,
	step: Step,
	fault: Fault,
	hub: TestHub,
): AllocationsFile {
	const bytesOf = (recorded: AllocationsFile["answers"][string] | undefined): Answered | null =>
		recorded !== undefined && "json" in recorded
			? { status: 200, body: Uint8Array.from(Buffer.from(JSON.stringify(recorded.json))) }
			: null;
	const spoiltAnswer = (path: string, recorded: AllocationsFile["answers"][string]): unknown => {
		const whole = bytesOf(recorded);
		if (fault === noJson || whole === null) return "hello";
		const formerPath = step === "root" ? `/v1/roots/${hub.roots.newest().root.version - 1}` : path;
		const { body } = fault.spoil(whole, bytesOf(former.answers[formerPath]), hub) as Answered;
		return JSON.parse(Buffer.from(body).toString());
	};
	const newestRoot = `/v1/roots/${hub.roots.newest().root.version}`;
	const answers: AllocationsFile["answers"] = {};
	for (const [path, recorded] of Object.entries(file.answers)) {
		const isSpoilt = isStep[step].test(path) && (step !== "root" || path === newestRoot);
		if (!isSpoilt) answers[path] = recorded;
		else if (fault !== missing) answers[path] = { json: spoiltAnswer(path, recorded) };
	}
	return { ...file, answers };
}

test("of a broken file on a stick everything before the fault is in force, the header says what is missing, and a whole file mends it (T3)", () =>
	withTempFolder(async (folder) => {
		const stick = join(folder, "STICK");
		mkdirSync(stick);
		const hub = await openCinemaOf(cases.length);
		const volumes = () => listVolumes([{ path: folder, depth: 1 }]);
		const kiosk = openTestDevice(hub, { peripherals: { ...noPeripherals, listVolumes: volumes } });
		await kiosk.enrol();
		const staff = StaffId.parse("1001");
		await answer(kiosk.device, "setSupervisor", { staff, pin: "271828", by: null });
		await answer(kiosk.device, "openSetup", { by: { staff, pin: "271828" } });
		await answer(kiosk.device, "syncNow", undefined);
		kiosk.network.condition = "down";

		const take = async (file: AllocationsFile) => {
			const path = join(stick, "lists.pailou");
			writeFileSync(path, JSON.stringify(file));
			return answer(kiosk.device, "takeFile", { path });
		};
		const scan = async (code: string) => {
			// The same code within three seconds is the same scan.
			hub.clock.move(3500);
			kiosk.advance(3500);
			const verdict = (await answer(kiosk.device, "scan", { text: code, source: "wedge" })) as Verdict;
			return verdict.kind === "refused" ? verdict.refusal.reason : verdict.kind;
		};

		appendRoot(hub);
		let former = await exportFile(hub, kiosk);
		assert.equal((await take(former)).kind, "taken");
		for (const [n, [step, fault]] of cases.entries()) {
			const what = `${step}, ${fault.name}`;
			const revoked = await codeOf(hub, `R-${n}`);
			const old = heldIn(trustStateOf(kiosk));
			await publishEdition(hub, n);
			const whole = await exportFile(hub, kiosk);
			assert.equal((await take(spoil(whole, former, step, fault, hub))).kind, "notTaken", what);
			const now = heldIn(trustStateOf(kiosk));
			assert.deepEqual(heldOnDisk(kiosk), now, what);
			for (const name of everything)
				assert.equal(now[name] > old[name], takenOf[step].includes(name), `${what}: ${name}`);
			const isAll = everything.every((name) => now[name] > old[name] || takenOf[step].length === 0);
			assert.equal(kiosk.ready().freshness.kind, isAll ? "fresh" : "behind", what);
			assert.equal(await scan(revoked), takenOf[step].includes("revocations") ? "revoked" : "offered", what);

			assert.equal((await take(whole)).kind, "taken", what);
			assert.equal(kiosk.ready().freshness.kind, "fresh", what);
			assert.equal(await scan(revoked), "revoked", what);
			former = whole;
		}
		await kiosk.close();
	}));

test("a file that carries more roots than one pull follows is taken at once (T5)", () =>
	withTempFolder(async (folder) => {
		const stick = join(folder, "STICK");
		mkdirSync(stick);
		const hub = await openCinemaOf(1);
		const volumes = () => listVolumes([{ path: folder, depth: 1 }]);
		const kiosk = openTestDevice(hub, { peripherals: { ...noPeripherals, listVolumes: volumes } });
		await kiosk.enrol();
		const staff = StaffId.parse("1001");
		await answer(kiosk.device, "setSupervisor", { staff, pin: "271828", by: null });
		await answer(kiosk.device, "openSetup", { by: { staff, pin: "271828" } });
		kiosk.network.condition = "down";
		for (let i = 0; i < 130; i++) appendRoot(hub);
		const path = join(stick, "lists.pailou");
		writeFileSync(path, JSON.stringify(await exportFile(hub, kiosk)));
		assert.equal((await answer(kiosk.device, "takeFile", { path })).kind, "taken");
		assert.deepEqual([trustStateOf(kiosk).root.version, kiosk.ready().freshness.kind], [131, "fresh"]);
		await kiosk.close();
	}));
