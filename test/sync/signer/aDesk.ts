import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { VoucherId } from "../../../core/identity.ts";
import type { Voucher } from "../../../core/voucher/voucher.ts";
import { writeKey } from "../../../sync/keys/keyFile.ts";
import { type Foundation, found, signerRoles } from "../../../sync/keys/keys.ts";
import { type Limits, limitsFile } from "../../../sync/signer/limits.ts";
import type { Asked, Told } from "../../../sync/signer/messages.ts";
import { firstRootFile } from "../../../sync/signer/signingKeys.ts";
import { type Desk, openDesk } from "../../../sync/signer/signRequests.ts";
import { systemRandom } from "../../../sync/system.ts";
import { type ManualClock, manualClock } from "../../clock.ts";
import { makeHeader, noonMs, venue, voucher } from "../../core/venueDay.ts";

/** A signer's folder with real keys, as `keys init` leaves it. */
export function signerFolderOf(foundation: Foundation, limits: Partial<Limits> = {}): string {
	const folder = mkdtempSync(join(tmpdir(), "pailou-signer-"));
	after(() => rmSync(folder, { recursive: true }));
	for (const role of signerRoles) writeKey(folder, role, foundation.keyring[role]);
	writeFileSync(firstRootFile(folder), JSON.stringify(foundation.keyring.root));
	writeFileSync(limitsFile(folder), JSON.stringify(limits));
	return folder;
}

export type TestDesk = {
	desk: Desk;
	readonly folder: string;
	readonly foundation: Foundation;
	readonly clock: ManualClock;
	readonly ask: (asked: Asked) => Told;
	/** The same folder, opened again. */
	readonly reopen: () => void;
};

/** A signer at its desk at noon, asked in this process. */
export function aDesk(limits: Partial<Limits> = {}): TestDesk {
	const foundation = found(noonMs - 1000, systemRandom);
	const folder = signerFolderOf(foundation, limits);
	const clock = manualClock(noonMs);
	const test: TestDesk = {
		desk: openDesk(folder, clock),
		folder,
		foundation,
		clock,
		ask(asked) {
			const [answer] = test.desk.answer([{ id: 1, ...asked }]);
			if (answer === undefined) throw new Error("no answer");
			return answer;
		},
		reopen() {
			test.desk.close();
			test.desk = openDesk(folder, clock);
		},
	};
	after(() => test.desk.close());
	return test;
}

export function voucherAsked(change: Partial<Voucher> = {}): Asked {
	return { kind: "voucher", voucher: { ...voucher, ...change } };
}

export function headerAsked(version: number, change: Partial<ReturnType<typeof makeHeader>> = {}): Asked {
	return { kind: "document", type: "allocation", document: makeHeader(new Uint8Array(), 0, { version, ...change }) };
}

export function revocationsAsked(version: number): Asked {
	return { kind: "document", type: "revocations", document: { v: 1, venue, version, vouchers: [], kiosks: [] } };
}

export function rosterAsked(epoch: number): Asked {
	return { kind: "document", type: "roster", document: { v: 1, venue, epoch, kiosks: [] } };
}

export function someVoucherId(n: number): VoucherId {
	return VoucherId.parse(n.toString(16).padStart(24, "0"));
}

/** The code of a refusal, or what was told instead. */
export function codeOf(told: Told): string {
	return told.kind === "refused" ? told.code : told.kind;
}
