import type { Sign } from "../../core/bytes/bytes.ts";
import { fromBase64, toHex } from "../../core/bytes/bytes.ts";
import type { Day } from "../../core/identity.ts";
import { type AllocationsFile, buildDayKeysMessage, type JournalFile } from "../../core/protocol/usbFiles.ts";
import type { TrustState } from "../../core/trust/trustState.ts";
import type { DayKeys } from "./dayKeys.ts";
import { type HubAnswer, type HubFailure, makeFailure } from "./hubRequest.ts";
import { type AllocationStore, pull, type UnusableReason } from "./pull.ts";
import { mostRootsPerPull } from "./pullDocuments.ts";
import { applyCheckpoint, type Outbox } from "./push.ts";
import type { HubSession, KioskIdentity } from "./session.ts";
import { pullShortNumbers, type ShortNumberStore } from "./shortNumbers.ts";
import type { PullClock } from "./signedTime.ts";

/** The largest number of lines of one incarnation in one file. */
const mostLines = 50_000;

export type ListsImport =
	| { readonly kind: "taken"; readonly days: readonly Day[]; readonly isNew: boolean }
	/** The file lacks documents that its own timestamp names, or they do not verify. */
	| { readonly kind: "notTaken"; readonly why: UnusableReason | { readonly kind: "incomplete" } };

export type ListsImportParts = {
	readonly identity: KioskIdentity;
	readonly allocations: AllocationStore;
	readonly dayKeys: DayKeys;
	readonly shortNumbers: ShortNumberStore;
	readonly outboxes: () => readonly Outbox[];
	readonly clock: PullClock;
};

/** A pull whose answers come from a file: the same code and signatures decide what is accepted. */
export async function importLists(file: AllocationsFile, parts: ListsImportParts): Promise<ListsImport> {
	const session = createFileSession(file, parts.identity);
	const before = parts.allocations.trustState();
	const pullOnce = () => pull(session, parts.allocations, parts.dayKeys, parts.clock);
	let from = before.root.version;
	let pulled = await pullOnce();
	// One pull follows a limited number of roots, and a file is read once.
	while (parts.allocations.trustState().root.version >= from + mostRootsPerPull) {
		from = parts.allocations.trustState().root.version;
		pulled = await pullOnce();
	}
	if (pulled.kind === "failed") return { kind: "notTaken", why: { kind: "incomplete" } };
	if (pulled.unusable !== null) return { kind: "notTaken", why: pulled.unusable };
	await pullShortNumbers(session, parts.allocations.trustState(), parts.shortNumbers);
	for (const envelope of file.checkpoints) {
		for (const outbox of parts.outboxes()) applyCheckpoint(session, outbox, envelope);
	}
	return { kind: "taken", days: file.days, isNew: isNewer(before, parts.allocations.trustState()) };
}

function isNewer(before: TrustState, after: TrustState): boolean {
	return before.timestamp?.digest !== after.timestamp?.digest || before.headers !== after.headers;
}

/** The unsent lines and unpublished day keys of this kiosk, as a file for the hub. */
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

/** Serves GET requests from the file. It has no sign-in, and a POST is not answered. */
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

/** As the hub answers for a path that it does not have. */
const notOnFile: HubFailure = { ...makeFailure("refused", 404), code: "notOnFile" };
