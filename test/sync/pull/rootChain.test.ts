import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { encodeText } from "../../../core/bytes/bytes.ts";
import type { Verdict } from "../../../core/contract/contract.ts";
import { type Envelope, payloadTypes, signEnvelope } from "../../../core/trust/envelope.ts";
import { createKeyPair, signerOf } from "../../../sync/crypto/signature.ts";
import { createLocalSigner, type Signer } from "../../../sync/hub/signing/signer.ts";
import type { OnlineKeys } from "../../../sync/keys/authority.ts";
import { systemRandom } from "../../../sync/system.ts";
import { answer } from "../../answer.ts";
import { payloadOf } from "../../core/trust/publishedDocuments.ts";
import { withTempFolder } from "../../main/offlineKiosk.ts";
import { openTestDevice, readCode, type TestDevice, type TestDeviceOptions } from "../drivers/testDevice.ts";
import { loadCinema, openHubWithSigner, rotateRoot } from "../hub/hubWithSigner.ts";
import { openCinemaHub, requestAsOfficer, type TestHub } from "../hub/testHub.ts";
import { appendRoot, heldIn, heldOnDisk, trustStateOf } from "./edition.ts";

const hour = 3600_000;
const day = 24 * hour;

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).toReversed()) await close();
});

async function enrolled(hub: TestHub, options: TestDeviceOptions = {}): Promise<TestDevice> {
	const kiosk = openTestDevice(hub, options);
	closing.push(kiosk.close);
	await kiosk.enrol();
	return kiosk;
}

const sync = ({ device }: TestDevice) => answer(device, "syncNow", undefined);
const rootOf = (kiosk: TestDevice) => trustStateOf(kiosk).root.version;

async function scan(kiosk: TestDevice, code: string): Promise<string> {
	const verdict = (await answer(kiosk.device, "scan", { text: code, source: "wedge" })) as Verdict;
	return verdict.kind === "refused" ? verdict.refusal.reason : verdict.kind;
}

test("a new root that takes a stolen issuer's key away is in force, also after a restart, when everything after it fails (T3)", () =>
	withTempFolder(async (folder) => {
		const { house: hub, folder: signerFolder, start, close } = await openHubWithSigner();
		closing.push(close);
		await loadCinema(hub);
		closing.push((await start()).close);
		await requestAsOfficer(hub, "POST", "/v1/allocations", {});
		const path = `${folder}/pailou.sqlite`;
		const kiosk = openTestDevice(hub, { path });
		await kiosk.enrol();
		await sync(kiosk);
		const code = await readCode(hub, "A-1");
		await requestAsOfficer(hub, "POST", "/v1/roots", rotateRoot(hub, signerFolder, "issuer"));
		assert.equal(await scan(kiosk, code), "offered");
		kiosk.advance(4000);

		kiosk.network.intercept = async (path, _, ask) => {
			if (!path.startsWith("/v1/roots/")) throw new TypeError("fetch failed");
			return ask();
		};
		await sync(kiosk);
		assert.equal(await scan(kiosk, code), "forged");
		const { freshness } = kiosk.ready();
		assert.deepEqual(freshness.kind === "behind" && freshness.missing, ["timestamp"]);
		await kiosk.close();

		const again = openTestDevice(hub, { path, condition: "down" });
		closing.push(again.close);
		assert.equal(await scan(again, code), "forged");
		assert.equal(again.ready().freshness.kind, "behind");
	}));

test("a kiosk 150 roots behind keeps each root that it took, and goes on from there at the next pull (T5)", () =>
	withTempFolder(async (folder) => {
		const hub = await openCinemaHub();
		const path = `${folder}/pailou.sqlite`;
		const first = openTestDevice(hub, { path });
		await first.enrol();
		// Those between have expired.
		for (let i = 0; i < 149; i++) appendRoot(hub, { expiresAt: hub.clock.nowMs() - day });
		appendRoot(hub, { expiresAt: hub.clock.nowMs() + day });
		await sync(first);
		assert.equal(rootOf(first), 65);
		assert.equal(heldOnDisk(first).root, 65);
		assert.equal(first.ready().freshness.kind, "stale");
		await first.close();

		const second = openTestDevice(hub, { path });
		closing.push(second.close);
		// Its start pulls too.
		for (let i = 0; i < 3 && rootOf(second) < 151; i++) await sync(second);
		assert.equal(rootOf(second), 151);
		assert.deepEqual([second.ready().freshness.kind, second.ready().allocationTrouble], ["fresh", null]);
	}));

test("a chain that breaks at its third root keeps the two before, and the next pull goes on from there (T5)", async () => {
	const hub = await openCinemaHub();
	const kiosk = await enrolled(hub);
	for (let i = 0; i < 4; i++) appendRoot(hub);
	kiosk.network.intercept = async (path, _, ask) => {
		if (path === "/v1/roots/4") throw new TypeError("fetch failed");
		return ask();
	};
	await sync(kiosk);
	assert.deepEqual([rootOf(kiosk), heldOnDisk(kiosk).root], [3, 3]);
	kiosk.network.intercept = null;
	await sync(kiosk);
	assert.deepEqual([rootOf(kiosk), kiosk.ready().freshness.kind], [5, "fresh"]);
});

test("a newest root that expired is taken, so a key that it takes away is not believed again, and the rest stops (T5)", async () => {
	const { hub, keys } = await openHubWithKeys();
	const kiosk = await enrolled(hub);
	const before = heldIn(trustStateOf(kiosk));
	const stolen = keys.current.timestamp;
	const renewed = replaceTimestampKey(keys);
	appendRoot(hub, { roles: renewed, expiresAt: hub.clock.nowMs() + hour });
	hub.clock.move(2 * hour);
	kiosk.advance(2 * hour);
	await sync(kiosk);
	assert.equal(rootOf(kiosk), 2);
	assert.deepEqual(heldOnDisk(kiosk), { ...before, root: 2, timestamp: 0 });
	assert.equal(kiosk.ready().freshness.kind, "stale");
	assert.equal(kiosk.ready().allocationTrouble, "untrusted");

	// Whoever holds the old key signs a timestamp of the old root.
	kiosk.network.intercept = async (path, _, ask) => {
		const response = await ask();
		if (!path.endsWith("/timestamp")) return response;
		const told = (await response.json()) as { document: Envelope };
		const forged = sign({ ...payloadOf(told.document), root: 1 }, stolen);
		return Response.json({ ...told, document: forged }, { headers: protocolHeadersOf(response) });
	};
	await sync(kiosk);
	assert.equal(trustStateOf(kiosk).timestamp, null);

	kiosk.network.intercept = null;
	appendRoot(hub, { expiresAt: hub.clock.nowMs() + day });
	await sync(kiosk);
	assert.deepEqual([rootOf(kiosk), kiosk.ready().freshness.kind], [3, "fresh"]);
	assert.equal(kiosk.ready().allocationTrouble, null);
});

for (const aheadMs of [3 * day, -3 * day]) {
	test(`after a fast-forward attack the new key's timestamp sets a clock that began ${aheadMs / day} days ahead (T5)`, () =>
		withTempFolder(async (folder) => {
			const { hub, keys } = await openHubWithKeys();
			const path = `${folder}/pailou.sqlite`;
			const kiosk = openTestDevice(hub, { path });
			await kiosk.enrol();
			const { timestamp } = trustStateOf(kiosk);
			const named = timestamp?.document ?? assert.fail("no timestamp");
			const far = Number.MAX_SAFE_INTEGER - 1;
			const forged = sign({ ...named, version: far }, keys.current.timestamp);
			kiosk.network.intercept = async (path, _, ask) => {
				const response = await ask();
				return path.endsWith("/timestamp")
					? Response.json({ document: forged, hubTimeMs: hub.clock.nowMs() }, { headers: protocolHeadersOf(response) })
					: response;
			};
			await sync(kiosk);
			assert.equal(trustStateOf(kiosk).marks.timestamp?.version, far);
			await kiosk.close();

			appendRoot(hub, { roles: replaceTimestampKey(keys) });
			hub.clock.move(hour);
			const again = openTestDevice(hub, { path, wallMs: hub.clock.nowMs() + aheadMs });
			closing.push(again.close);
			await sync(again);
			await sync(again);
			assert.equal(again.ready().nowMs, hub.clock.nowMs());
			assert.deepEqual([rootOf(again), again.ready().freshness.kind], [2, "fresh"]);
			assert.ok((trustStateOf(again).marks.timestamp?.version ?? far) < far);
		}));
}

test("a root's expiry date is judged by the time that the hub proves under the new root (T5)", () =>
	withTempFolder(async (folder) => {
		const { hub, keys } = await openHubWithKeys();
		const path = `${folder}/pailou.sqlite`;
		const first = openTestDevice(hub, { path });
		await first.enrol();
		await first.close();
		appendRoot(hub, { roles: replaceTimestampKey(keys), expiresAt: hub.clock.nowMs() + day });
		const kiosk = openTestDevice(hub, { path, wallMs: hub.clock.nowMs() + 3 * day });
		closing.push(kiosk.close);
		await sync(kiosk);
		assert.equal(kiosk.ready().nowMs, hub.clock.nowMs());
		assert.deepEqual([rootOf(kiosk), kiosk.ready().freshness.kind], [2, "fresh"]);
	}));

type Keys = { current: OnlineKeys };

/** A hub whose timestamp key can be replaced. */
async function openHubWithKeys() {
	const keys = {} as Keys;
	const hub = await openCinemaHub({
		signer(foundation) {
			keys.current = foundation.online;
			const now = () => createLocalSigner(keys.current);
			const signer: Signer = {
				signVoucher: (voucher) => now().signVoucher(voucher),
				signAllocation: (header) => now().signAllocation(header),
				signRoster: (roster) => now().signRoster(roster),
				signRevocations: (revocations) => now().signRevocations(revocations),
				signTimestamp: (timestamp) => now().signTimestamp(timestamp),
				signCheckpoint: (checkpoint) => now().signCheckpoint(checkpoint),
				signTime: (time) => now().signTime(time),
				checkAvailable: () => now().checkAvailable(),
				adoptRoot: (root) => now().adoptRoot(root),
			};
			return signer;
		},
	});
	return {
		hub,
		keys,
	};
}

/** The roles of the next root; the hub signs with the new key from now on. */
function replaceTimestampKey(keys: Keys) {
	const pair = createKeyPair(systemRandom);
	const { roles } = JSON.parse(Buffer.from(keys.current.root.payload, "base64").toString());
	keys.current = { ...keys.current, timestamp: pair };
	return { ...roles, timestamp: { threshold: 1, keys: [pair.publicKey] } };
}

function sign(payload: object, { publicKey, pkcs8 }: OnlineKeys["timestamp"]): Envelope {
	const signatory = { publicKey, sign: signerOf(pkcs8) };
	return signEnvelope(payloadTypes.timestamp, encodeText(JSON.stringify(payload)), [signatory]);
}

function protocolHeadersOf({ headers }: Response): Record<string, string> {
	return { "pailou-protocol": headers.get("pailou-protocol") ?? "" };
}
