import { renewTimestampAfterMs } from "../../core/trust/timestamp.ts";
import type { HubContext } from "./context.ts";
import { isRefusal } from "./refusal.ts";
import type { Kiosk } from "./store/kiosks.ts";

/** What is wrong with the hub. A `failure` means that it cannot do its work now; a `warning`, that it soon cannot. */
export type HealthProblem = {
	readonly code:
		| "diskFull"
		| "diskAlmostFull"
		| "cannotWrite"
		| "signerAway"
		| "rootExpired"
		| "rootExpiring"
		| "timestampOld"
		| "kiosksSilent";
	readonly severity: "failure" | "warning";
	readonly message: string;
};

export type HubHealth = {
	readonly problems: () => Promise<readonly HealthProblem[]>;
	/** A write failed because of the disk. */
	readonly noteUnwritable: () => void;
};

const megabyte = 1024 * 1024;
/** A backup, or a day's lists and journals, needs about this much. */
const lowDiskBytes = 512 * megabyte;
const fullDiskBytes = 16 * megabyte;
const dayMs = 24 * 3_600_000;
/** Two of three key holders must be brought together, and every kiosk must hear of the next root. */
const rootWarningMs = 60 * dayMs;
const unwritableForMs = 60_000;
/** Kiosks in use log in every quarter of an hour. */
const recentMs = 3_600_000;
/** Anyone may ask, so that the answer is worked out once for all who ask within this time. */
const answerLifetimeMs = 5_000;

export function createHealth(hub: HubContext): HubHealth {
	const { store, roots, signer, clock, freeDiskBytes } = hub;
	let unwritableAtMs: number | null = null;
	let last: { readonly atMs: number; readonly problems: Promise<readonly HealthProblem[]> } | null = null;

	function findDiskProblem(nowMs: number): HealthProblem | null {
		const free = freeDiskBytes();
		if (free < fullDiskBytes) {
			return failure("diskFull", "The disk of the hub's data folder is full: nothing is taken. Make room on it.");
		}
		if (unwritableAtMs !== null && Math.abs(nowMs - unwritableAtMs) < unwritableForMs) {
			return failure(
				"cannotWrite",
				"The hub cannot write its records: its disk is full, failing or read-only. See its log.",
			);
		}
		if (free >= lowDiskBytes) return null;
		return warning(
			"diskAlmostFull",
			`The disk of the hub's data folder has ${Math.floor(free / megabyte)} MB left. Make room on it.`,
		);
	}

	function findRootProblem(nowMs: number): HealthProblem | null {
		const { version, expiresAt } = roots.newest().root;
		const remedy = "Make the next one with: pailou keys rotate";
		if (nowMs >= expiresAt)
			return failure("rootExpired", `Root ${version} has expired: kiosks trust nothing new. ${remedy}`);
		if (nowMs < expiresAt - rootWarningMs) return null;
		const days = Math.ceil((expiresAt - nowMs) / dayMs);
		return warning("rootExpiring", `Root ${version} expires in ${days} days. ${remedy}`);
	}

	/** Timestamps are signed when kiosks ask for them. Where kiosks ask and theirs is old, something keeps it from being signed. */
	function findTimestampProblem(kiosks: readonly Kiosk[], nowMs: number): HealthProblem | null {
		const asking = new Set(kiosks.filter(({ lastSeenAt }) => nowMs - lastSeenAt < recentMs).map(({ venue }) => venue));
		const isOld = [...asking].some((venue) => {
			const issuedAt = store.documents.find(venue, "timestamp")?.issuedAt;
			return issuedAt !== undefined && nowMs - issuedAt > 2 * renewTimestampAfterMs;
		});
		if (!isOld) return null;
		return failure(
			"timestampOld",
			"A venue's timestamp is not renewed although its kiosks ask for it, and will expire. See the hub's log.",
		);
	}

	/** A backlog is at the kiosks: lines that they cannot deliver. */
	function findSilentKiosks(kiosks: readonly Kiosk[], nowMs: number): HealthProblem | null {
		const open = new Set(
			store.days
				.list(null, null)
				.filter(({ opensAt, closesAt }) => opensAt <= nowMs && nowMs < closesAt)
				.map(({ venue }) => venue),
		);
		const silent = kiosks.filter(({ venue, lastSeenAt }) => open.has(venue) && nowMs - lastSeenAt >= recentMs);
		if (silent.length === 0) return null;
		return warning(
			"kiosksSilent",
			"Kiosks of venues that are open now have not called for an hour: their lines may be waiting. See: pailou kiosks",
		);
	}

	async function find(nowMs: number): Promise<readonly HealthProblem[]> {
		const kiosks = store.kiosks.list().filter(({ kiosk }) => !store.revocations.isKioskRevoked(kiosk));
		const isSignerAway = isRefusal(await signer.checkAvailable());
		const message =
			"The hub's signer does not answer: no new list, roster or code is signed. Start it with: pailou signer";
		const found = [
			findDiskProblem(nowMs),
			isSignerAway ? failure("signerAway", message) : null,
			findRootProblem(nowMs),
			findTimestampProblem(kiosks, nowMs),
			findSilentKiosks(kiosks, nowMs),
		];
		return found.filter((problem) => problem !== null);
	}

	return {
		problems() {
			const nowMs = clock.nowMs();
			if (last === null || Math.abs(nowMs - last.atMs) >= answerLifetimeMs)
				last = { atMs: nowMs, problems: find(nowMs) };
			return last.problems;
		},
		noteUnwritable() {
			unwritableAtMs = clock.nowMs();
		},
	};
}

function failure(code: HealthProblem["code"], message: string): HealthProblem {
	return { code, severity: "failure", message };
}

function warning(code: HealthProblem["code"], message: string): HealthProblem {
	return { code, severity: "warning", message };
}
