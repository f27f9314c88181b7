import type { Sign } from "../../core/bytes/bytes.ts";
import { fromBase64, toHex } from "../../core/bytes/bytes.ts";
import type { Day } from "../../core/identity.ts";
import { type AllocationsFile, buildDayKeysMessage, type JournalFile } from "../../core/protocol/usbFiles.ts";
import type { TrustState } from "../../core/trust/trustState.ts";
import type { DayKeys } from "./dayKeys.ts";
import { type HubAnswer, type HubFailure, makeFailure } from "./hubRequest.ts";
import { type AllocationStore, pull, type UnusableReason } from "./pull.ts";
import { applyCheckpoint, type Outbox } from "./push.ts";
import type { HubSession, KioskIdentity } from "./session.ts";
import { pullShortNumbers, type ShortNumberStore } from "./shortNumbers.ts";

/** Most lines of one journal that travel on one stick. */
const mostLines = 50_000;

export type ListsImport =
	| { readonly kind: "taken"; readonly days: readonly Day[]; readonly isNew: boolean }
	/** The file lacks what its own timestamp names, or what it has is not to be believed. */
	| { readonly kind: "notTaken"; readonly why: UnusableReason | { readonly kind: "incomplete" } };

export type ListsImportParts = {
	readonly identity: KioskIdentity;
	readonly allocations: AllocationStore;
	readonly dayKeys: DayKeys;
	readonly shortNumbers: ShortNumberStore;
	readonly outboxes: () => readonly Outbox[];
	readonly nowMs: () => number;
};

/** A pull whose every answer comes from a file: what may be believed is decided by the same code, and signatures. */
export async function importLists(file: AllocationsFile, parts: ListsImportParts): Promise<ListsImport> {
	const account = createFileSession(file, parts.identity);
	const before = parts.allocations.trustState();
	// The file's time is of when it was written: it is no word on what time it is now.
	const pulled = await pull(account, parts.allocations, parts.dayKeys, parts.nowMs, () => {});
	if (pulled.kind === "failed") return { kind: "notTaken", why: { kind: "incomplete" } };
	if (pulled.unusable !== null) return { kind: "notTaken", why: pulled.unusable };
	await pullShortNumbers(account, parts.allocations.trustState(), parts.shortNumbers);
	for (const envelope of file.checkpoints) {
		for (const outbox of parts.outboxes()) applyCheckpoint(account, outbox, envelope);
	}
	return { kind: "taken", days: file.days, isNew: isNewer(before, parts.allocations.trustState()) };
}

function isNewer(before: TrustState, after: TrustState): boolean {
	return before.timestamp?.digest !== after.timestamp?.digest || before.headers !== after.headers;
}

/** What this window has to say to the hub, as a file. */
export async function buildJournalFile(
	{ kiosk, venue, sign }: { readonly kiosk: KioskIdentity["kiosk"]; readonly venue: number; readonly sign: Sign },
	dayKeys: DayKeys,
	days: readonly Day[],
	outboxes: readonly Outbox[],
	nowMs: number,
): Promise<JournalFile> {
	const text = JSON.stringify({ dayKeys: await dayKeys.listUnpublished(days) });
	const journals = outboxes
		.map((outbox) => ({
			incarnation: outbox.incarnation(),
			lines: [...outbox.linesFrom(outbox.acknowledged() + 1, mostLines)],
		}))
		.filter(({ lines }) => lines.length > 0);
	const signature = toHex(sign(buildDayKeysMessage(kiosk, text)));
	return { pailou: "journal", v: 1, kiosk, venue, writtenAtMs: nowMs, dayKeys: { text, signature }, journals };
}

/** Nobody signs in to a file, and nothing can be told it. */
function createFileSession(file: AllocationsFile, identity: KioskIdentity): HubSession {
	async function bytes(path: string, mostBytes: number): Promise<HubAnswer<Uint8Array>> {
		const answer = file.answers[path];
		const value = answer !== undefined && "base64" in answer ? fromBase64(answer.base64) : null;
		return value === null || value.length > mostBytes ? notOnFile : { kind: "answer", value };
	}
	return {
		identity,
		signInCount: () => 0,
		async requestJson(request, schema) {
			const answer = request.method === "GET" ? file.answers[request.path] : undefined;
			const parsed = answer !== undefined && "json" in answer ? schema.safeParse(answer.json) : null;
			return parsed?.success ? { kind: "answer", value: parsed.data } : notOnFile;
		},
		requestBytes: ({ path }, mostBytes) => bytes(path, mostBytes),
		download: (path, _list, mostBytes) => bytes(path, mostBytes),
		discardDownloads: () => {},
	};
}

/** As a hub says that it has not what was asked for. */
const notOnFile: HubFailure = { ...makeFailure("refused", 404), code: "notOnFile" };
