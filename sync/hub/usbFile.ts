import { fromHex, toBase64, toHex } from "../../core/bytes/bytes.ts";
import type { Day } from "../../core/identity.ts";
import { batchLimits, paths } from "../../core/protocol/protocol.ts";
import {
	type AllocationsFile,
	buildDayKeysMessage,
	type JournalFile,
	readDayKeys,
} from "../../core/protocol/usbFiles.ts";
import { crypto } from "../crypto/signature.ts";
import { republishToNewKeys } from "./allocations/publish.ts";
import { saveDayKeys } from "./allocations/sealDaySecrets.ts";
import type { SignedDocuments } from "./allocations/signedDocuments.ts";
import type { HubContext } from "./context.ts";
import { type IngestResult, ingest } from "./journals/ingest.ts";
import { isRefusal, type Refusal, refuse } from "./refusal.ts";
import type { Kiosk } from "./store/kiosks.ts";

export type JournalImport = {
	readonly kiosk: Kiosk["kiosk"];
	readonly label: string;
	/** The number of lines in the file, and of those that the hub did not hold before. */
	readonly lines: number;
	readonly fresh: number;
};

/** Imports a kiosk's journal from a USB file, as if the kiosk had sent it: lines that are stored already count once. */
export async function importJournalFile(hub: HubContext, file: JournalFile): Promise<JournalImport | Refusal> {
	const kiosk = hub.store.kiosks.find(file.kiosk);
	if (kiosk === null || kiosk.venue !== file.venue) {
		return refuse("unknownKiosk", "The window that wrote this file is not enrolled here. Nothing was taken.");
	}
	const before = countLines(hub, kiosk);
	let lines = 0;
	for (const journal of file.journals) {
		const sender = { kiosk, incarnation: journal.incarnation };
		for (const batch of splitBatches(journal.lines)) {
			const ingested = ingest(
				hub.store,
				sender,
				{ texts: batch, isFromKiosk: false },
				hub.clock.nowMs(),
				toHex(hub.random(16)),
			);
			const refusal = refuseUnlessHeld(ingested, kiosk);
			if (refusal !== null) return refusal;
			lines += batch.length;
		}
	}
	const isRevoked = hub.store.revocations.isKioskRevoked(kiosk.kiosk);
	const refusal = isRevoked ? null : await importDayKeys(hub, kiosk, file);
	if (refusal !== null) return refusal;
	return { kiosk: kiosk.kiosk, label: kiosk.label, lines, fresh: countLines(hub, kiosk) - before };
}

async function importDayKeys(
	hub: HubContext,
	kiosk: Kiosk,
	{ dayKeys: { text, signature } }: JournalFile,
): Promise<Refusal | null> {
	const signed = fromHex(signature);
	const request = readDayKeys(text);
	const isItsOwn =
		signed !== null &&
		crypto.verify(fromHex(kiosk.publicKey) as Uint8Array, buildDayKeysMessage(kiosk.kiosk, text), signed);
	if (request === null || !isItsOwn) {
		return refuse("badDayKeys", `The keys on this file are not signed by ${kiosk.label}. Its lines were taken.`);
	}
	const days = saveDayKeys(hub, kiosk, request);
	if (isRefusal(days)) return days;
	for (const day of days) {
		const refusal = await republishToNewKeys(hub, kiosk.venue, day);
		if (refusal !== null) return refusal;
	}
	return null;
}

const documentKinds = ["revocations", "roster", "timestamp"] as const;
const proofKinds = ["revocations", "timestamp"] as const;

/**
 * Everything that a kiosk without a network needs, as recorded answers. For a revoked kiosk only what proves that it is
 * revoked. Refuses as the signer does.
 */
export async function exportListsFile(
	hub: HubContext,
	signedDocuments: SignedDocuments,
	kiosk: Kiosk,
): Promise<AllocationsFile | Refusal> {
	const { store, roots, signer, clock } = hub;
	const { kiosk: id, venue } = kiosk;
	const hubTimeMs = clock.nowMs();
	const answers: AllocationsFile["answers"] = {};
	for (let version = 2; version <= roots.newest().root.version; version++) {
		answers[paths.root(version)] = { json: { document: roots.find(version)?.envelope } };
	}
	const days: Day[] = [];
	const isRevoked = store.revocations.isKioskRevoked(id);
	for (const { day } of isRevoked ? [] : store.days.list(venue, null)) {
		const latest = store.allocations.findLatest(venue, day);
		if (latest === null || (store.days.find(venue, day)?.closesAt ?? 0) <= hubTimeMs) continue;
		const { version, envelope } = latest;
		days.push(day);
		answers[paths.allocation(id, day)] = { json: { header: envelope, hubTimeMs } };
		const rows = store.allocations.findRows(venue, day, version);
		const numbers = store.allocations.findShortNumbers(venue, day, version);
		if (rows !== null) answers[paths.rows(id, day, version)] = { base64: toBase64(rows) };
		if (numbers !== null) answers[paths.numbers(id, day, version)] = { base64: toBase64(numbers) };
	}
	for (const kind of isRevoked ? proofKinds : documentKinds) {
		const document = await signedDocuments[kind](venue);
		if (isRefusal(document)) return document;
		answers[paths[kind](id)] = { json: { document, hubTimeMs } };
	}
	const checkpoints = await Promise.all(
		store.incarnations
			.listOf(id)
			.map(({ incarnation, size, head, nonce }) =>
				signer.signCheckpoint({ v: 1, kiosk: id, incarnation, size, head, nonce }),
			),
	);
	return { pailou: "lists", v: 1, kiosk: id, venue, writtenAtMs: hubTimeMs, days, answers, checkpoints };
}

function refuseUnlessHeld(ingested: IngestResult, { label }: Kiosk): Refusal | null {
	switch (ingested.kind) {
		case "accepted":
		case "closed":
			return null;
		case "outOfStep":
		case "otherHistory":
			return refuse(
				"outOfStep",
				`Lines of ${label} before those on this file are missing here. Bring the earlier file first.`,
			);
		case "broken":
		case "foreign":
			return refuse(
				"brokenLine",
				`A line on this file was not written by ${label}. Nothing after it was taken; the union must look at this window.`,
			);
	}
}

function countLines({ store }: HubContext, { kiosk }: Kiosk): number {
	return store.incarnations.listOf(kiosk).reduce((sum, { size }) => sum + size, 0);
}

function splitBatches(lines: readonly string[]): readonly (readonly string[])[] {
	return Array.from({ length: Math.ceil(lines.length / batchLimits.lines) }, (_, i) =>
		lines.slice(i * batchLimits.lines, (i + 1) * batchLimits.lines),
	);
}
