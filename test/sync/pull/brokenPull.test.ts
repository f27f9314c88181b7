import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Verdict } from "../../../core/contract/contract.ts";
import { answer } from "../../answer.ts";
import { openTestDevice, type TestDevice } from "../drivers/testDevice.ts";
import type { TestHub } from "../hub/testHub.ts";
import { codeOf, type Held, heldIn, heldOnDisk, openCinemaOf, publishEdition, trustStateOf } from "./edition.ts";
import {
	type Answered,
	answeredOf,
	expired,
	type Fault,
	faultsOfADocument,
	faultsOfTheLine,
	toResponse,
} from "./faults.ts";

type Step = "root" | "time" | "timestamp" | "revocations" | "roster" | "header" | "rows";
type Name = keyof Held;

/** What is in force of the new edition after a pull that broke at this step, and what is said to be missing. */
type Outcome = { readonly taken: readonly Name[]; readonly missing: readonly Name[] };

const everything: readonly Name[] = ["root", "timestamp", "revocations", "roster", "allocation"];
const outcomes: Readonly<Record<Step, (fault: Fault) => Outcome>> = {
	// The timestamp of the new root is refused without it, and all that the former one names is here.
	root: () => ({ taken: [], missing: [] }),
	time: ({ of }) => (of !== "line" ? { taken: everything, missing: [] } : { taken: ["root"], missing: ["timestamp"] }),
	timestamp: () => ({ taken: ["root"], missing: ["timestamp"] }),
	revocations: () => ({ taken: everything.slice(0, 2), missing: everything.slice(2) }),
	roster: ({ of }) =>
		of === "document"
			? { taken: ["root", "timestamp", "revocations", "allocation"], missing: ["roster"] }
			: { taken: everything.slice(0, 3), missing: everything.slice(3) },
	header: () => ({ taken: everything.slice(0, 4), missing: ["allocation"] }),
	rows: () => ({ taken: everything.slice(0, 4), missing: ["allocation"] }),
};

const cases: readonly (readonly [Step, Fault])[] = [
	...(Object.keys(outcomes) as Step[]).flatMap((step) => faultsOfTheLine.map((fault) => [step, fault] as const)),
	...(["root", "timestamp", "revocations", "roster", "header"] as const).flatMap((step) =>
		faultsOfADocument.map((fault) => [step, fault] as const),
	),
	["timestamp", expired],
];

let hub: TestHub;
let kiosk: TestDevice;
/** The answers of the last whole pull, by step. */
const former = new Map<Step, Answered>();

before(async () => {
	hub = await openCinemaOf(cases.length);
	kiosk = openTestDevice(hub);
	await kiosk.enrol();
});
after(() => kiosk.close());

function stepOf(path: string, method: string): Step | null {
	if (method === "POST") return path.endsWith("/time") ? "time" : null;
	// The hub has no root after this one, which is no step.
	if (path === `/v1/roots/${hub.roots.newest().root.version}`) return "root";
	if (/\/versions\/\d+\/(delta|leaves|buckets|rows)/.test(path)) return "rows";
	if (/\/allocations\/[^/]+$/.test(path)) return "header";
	return (["timestamp", "revocations", "roster"] as const).find((name) => path.endsWith(`/${name}`)) ?? null;
}

async function pullThrough(broken: readonly [Step, Fault] | null): Promise<number> {
	let met = 0;
	kiosk.network.intercept = async (path, method, ask, signal) => {
		const step = stepOf(path, method);
		if (step === null) return ask();
		const sent = await answeredOf(await ask());
		if (broken === null) former.set(step, sent);
		if (broken === null || step !== broken[0]) return toResponse(sent);
		met += 1;
		const spoilt = broken[1].spoil(sent, former.get(step) ?? null, hub);
		if (spoilt === "reset") throw new TypeError("fetch failed");
		if (spoilt !== "silence") return toResponse(spoilt);
		return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
	};
	await answer(kiosk.device, "syncNow", undefined);
	kiosk.network.intercept = null;
	return met;
}

async function scan(code: string): Promise<string> {
	// The same code within three seconds is the same scan.
	hub.clock.move(3500);
	kiosk.advance(3500);
	const verdict = (await answer(kiosk.device, "scan", { text: code, source: "wedge" })) as Verdict;
	return verdict.kind === "refused" ? verdict.refusal.reason : verdict.kind;
}

for (const [n, broken] of cases.entries()) {
	const [step, fault] = broken;
	test(`${step}, ${fault.name}: what came before is in force, the header says what is missing, and the next pull mends it (T3)`, async () => {
		if (n === 0) await pullThrough(null);
		const [revoked, cancelled] = [await codeOf(hub, `R-${n}`), await codeOf(hub, `C-${n}`)];
		assert.deepEqual([await scan(revoked), await scan(cancelled)], ["offered", "offered"]);
		const old = heldIn(trustStateOf(kiosk));
		await publishEdition(hub, n);

		assert.ok((await pullThrough(broken)) > 0, "the fault was met");
		const { taken, missing } = outcomes[step](fault);
		const now = heldIn(trustStateOf(kiosk));
		assert.deepEqual(heldOnDisk(kiosk), now);
		for (const name of everything) assert.equal(now[name] > old[name], taken.includes(name), name);
		const { freshness } = kiosk.ready();
		const said = freshness.kind === "behind" ? freshness.missing : [];
		assert.deepEqual([freshness.kind, said], [missing.length === 0 ? "fresh" : "behind", missing]);
		assert.equal(await scan(revoked), taken.includes("revocations") ? "revoked" : "offered");
		assert.equal(await scan(cancelled), taken.includes("allocation") ? "cancelled" : "offered");

		await pullThrough(null);
		assert.equal(kiosk.ready().freshness.kind, "fresh");
		assert.equal(kiosk.ready().allocationTrouble, null);
		const whole = heldIn(trustStateOf(kiosk));
		assert.deepEqual(heldOnDisk(kiosk), whole);
		for (const name of everything) assert.ok(whole[name] > old[name], name);
		assert.equal(await scan(revoked), "revoked");
		assert.equal(await scan(cancelled), "cancelled");
	});
}
