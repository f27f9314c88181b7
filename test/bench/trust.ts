import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
	type Allocation,
	AllocationHeader,
	allocatedPersonsOf,
	findRow,
	verifyAllocation,
} from "../../core/allocation/allocation.ts";
import { splitBuckets } from "../../core/allocation/bucket.ts";
import { applyDelta, makeDelta, readDelta } from "../../core/allocation/delta.ts";
import { readRow, rowLength } from "../../core/allocation/row.ts";
import { encodeText, withDomainPrefix } from "../../core/bytes/bytes.ts";
import { type Envelope, openDocument, payloadTypes } from "../../core/trust/envelope.ts";
import {
	checkRotation,
	decideRotation,
	deriveVoucherKey,
	rotationStepAt,
	writeRotatingCode,
} from "../../core/voucher/rotatingCode.ts";
import { readVoucher } from "../../core/voucher/voucher.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { clockStartingAt } from "../../sync/system.ts";
import { stoppedTimers } from "../clock.ts";
import { acceptAll, publishNext } from "../core/trust/publishedDocuments.ts";
import { allocationKey, duringAdmissionMs, issuer, keyPair, makeVoucherId, mintCode, root } from "../core/venueDay.ts";
import { openOfflineKioskAt, withTempFolder } from "../main/offlineKiosk.ts";
import { createFigure, type Figure, quantile } from "./figure.ts";
import { createSignedRows, type SignedRows, signRows } from "./signedRows.ts";

const million = 1_000_000;
const acceptances = 15;
const changes = 100;
const reads = 2_000;

export async function measureTrust(): Promise<Figure[]> {
	const many = createSignedRows(million);
	return [...measureSnapshot(many), await measureMemory(many), ...(await measureDelta(many)), ...measureVouchers()];
}

/** From envelope and rows in memory to verified, counted and looked up; beside it one SHA-256 over the same bytes. */
function measureSnapshot({ envelope, rows }: SignedRows): Figure[] {
	const last = readRow(rows, rows.length - rowLength).key;
	const value: number[] = [];
	const floor: number[] = [];
	for (let i = 0; i < acceptances; i++) {
		floor.push(timeMs(() => crypto.hash(rows)));
		value.push(
			timeMs(() => {
				const allocation = verifyRows(envelope, rows);
				if (findRow(allocation, last) === null || allocatedPersonsOf(allocation).size === 0)
					throw new Error("not in force");
			}),
		);
	}
	return [createFigure("snapshot.ready", quantile(value, 0.5), quantile(floor, 0.5), "≤ 2 × floor")];
}

function measureMemory({ envelope, rows }: SignedRows): Promise<Figure> {
	return withTempFolder((folder) => {
		writeFileSync(`${folder}/rows`, rows);
		writeFileSync(`${folder}/envelope.json`, JSON.stringify(envelope));
		const child = join(import.meta.dirname, "memoryChild.ts");
		const grown = Number(execFileSync(process.execPath, ["--expose-gc", child, folder], { encoding: "utf8" }));
		return createFigure("snapshot.memory", grown / 1e6, rows.length / 1e6, "≤ 2 × the rows", "MB");
	});
}

/** From delta and envelope in memory to verified, durable and in force; for lists of 1,000,000 and 100,000 rows. */
function measureDelta(many: SignedRows): Promise<Figure[]> {
	return withTempFolder((folder) => {
		const large = openDeltaStore(`${folder}/large.sqlite`, many);
		const small = openDeltaStore(`${folder}/small.sqlite`, createSignedRows(million / 10));
		const onLarge: number[] = [];
		const onSmall: number[] = [];
		let wire = 0;
		for (let i = 0; i < acceptances; i++) {
			onSmall.push(small.takeNext().ms);
			const taken = large.takeNext();
			onLarge.push(taken.ms);
			wire = taken.bytes / changes;
		}
		large.close();
		small.close();
		const [ms, smallMs] = [quantile(onLarge, 0.5), quantile(onSmall, 0.5)];
		return [
			createFigure("delta.apply", ms, null, "≤ 30 ms"),
			createFigure("delta.growth", ms, smallMs, "≤ 1.3 × the same among 100,000"),
			createFigure("delta.wire", wire, null, "≤ 60 bytes a change", "bytes"),
		];
	});
}

/** A kiosk's store that accepts one version of a list after another, each with 100 changes. */
function openDeltaStore(path: string, first: SignedRows) {
	// The list is of 1 October 2026, and so is this kiosk's clock.
	const clock = { ...clockStartingAt(duringAdmissionMs), ...stoppedTimers };
	const { database, allocations } = openOfflineKioskAt(path, [], clock);
	const { nowMs } = clock;
	let held = verifyRows(first.envelope, first.rows);
	let { rows } = first;
	const documents = acceptAll(
		allocations.trustState(),
		publishNext(allocations.trustState(), first.envelope, nowMs()),
		nowMs(),
	);
	allocations.save(documents, { allocation: held, key: allocationKey });

	function takeNext(): { readonly ms: number; readonly bytes: number } {
		const version = held.header.version + 1;
		rows = changeRows(rows, version);
		const next = signRows(rows, version);
		const buckets = splitBuckets(rows, held.header.bucketBits);
		if ("kind" in buckets) throw new Error(buckets.why);
		const bytes = makeDelta({ version: version - 1, buckets: held.buckets }, { version, buckets });
		const edition = publishNext(allocations.trustState(), next.envelope, nowMs());
		const ms = timeMs(() => {
			const documents = acceptAll(allocations.trustState(), edition, nowMs());
			const header = documents.headers.get(first.header.day)?.document;
			const delta = readDelta(bytes);
			if (header === undefined || "kind" in delta) throw new Error("the delta is not one");
			const applied = applyDelta(held, header, delta, crypto);
			if ("kind" in applied) throw new Error(applied.why);
			allocations.saveDelta(documents, { allocation: applied, key: allocationKey }, delta);
			held = applied;
		});
		if (allocations.trustState().headers.get(held.header.day)?.document.version !== version)
			throw new Error("the delta is not in force");
		return { ms, bytes: bytes.length };
	}

	return { takeNext, close: () => database.close() };
}

/** Changes a hundred rows, spread over the list. */
function changeRows(rows: Uint8Array, version: number): Uint8Array {
	const next = Uint8Array.from(rows);
	const stride = rows.length / rowLength / changes;
	for (let i = 0; i < changes; i++) {
		const at = Math.floor((i + ((version * 7) % 10) / 10) * stride) * rowLength;
		next[at + 35] = version;
	}
	return next;
}

/**
 * From the text to a voucher with its signature verified and, for V2, its step checked; beside it one Ed25519
 * verification.
 */
function measureVouchers(): Figure[] {
	const dayKey = crypto.hash(encodeText("K_day"));
	const nowMs = Date.now();
	const samples = { v1: [] as number[], v2: [] as number[], floor: [] as number[] };
	for (let i = 0; i < reads; i++) {
		const id = makeVoucherId(i);
		const v1 = mintCode({ id, rotating: true });
		const v2 = writeRotatingCode(v1, deriveVoucherKey(dayKey, id, crypto), rotationStepAt(nowMs), crypto);
		const body = new Uint8Array(36).fill(i);
		const message = withDomainPrefix("voucher", body);
		const signature = keyPair("issuer").sign(message);
		samples.floor.push(timeMs(() => crypto.verify(issuer.publicKey, message, signature)));
		samples.v1.push(timeMs(() => readVoucher(v1, [issuer], crypto)));
		samples.v2.push(
			timeMs(() => {
				const reading = readVoucher(v2, [issuer], crypto);
				if (reading.kind !== "voucher") throw new Error(reading.reason);
				const shown = checkRotation(reading.rotation, reading.voucher.id, dayKey, nowMs, crypto);
				if (decideRotation(shown, true, null).kind !== "accepted") throw new Error("the code is not accepted");
			}),
		);
	}
	const floor = quantile(samples.floor, 0.5);
	return [
		createFigure("voucher.v1", quantile(samples.v1, 0.5), floor, "≤ 1.5 × floor"),
		createFigure("voucher.v2", quantile(samples.v2, 0.5), floor, "≤ 1.5 × floor"),
	];
}

function verifyRows(envelope: Envelope, rows: Uint8Array): Allocation {
	const { allocator } = root.roles;
	const opened = openDocument(envelope, payloadTypes.allocation, allocator, AllocationHeader, crypto);
	if (opened.kind === "untrusted") throw new Error(`the header is not trusted: ${opened.why}`);
	const allocation = verifyAllocation(opened.document, rows, crypto);
	if ("kind" in allocation) throw new Error(`the rows are unfit: ${allocation.why}`);
	return allocation;
}

function timeMs(work: () => unknown): number {
	const before = performance.now();
	work();
	return performance.now() - before;
}
