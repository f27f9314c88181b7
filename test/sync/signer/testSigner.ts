import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { VoucherId } from "../../../core/identity.ts";
import type { Voucher } from "../../../core/voucher/voucher.ts";
import { type Authority, createAuthority, signerRoles } from "../../../sync/keys/authority.ts";
import { writeKey } from "../../../sync/keys/keyFile.ts";
import { silentLog } from "../../../sync/log.ts";
import { limitsPath, type SignerLimits } from "../../../sync/signer/limits.ts";
import type { SignerAnswer, SignerRequestBody } from "../../../sync/signer/messages.ts";
import { firstRootPath } from "../../../sync/signer/signingKeys.ts";
import { openRequestSigner, type RequestSigner } from "../../../sync/signer/signRequests.ts";
import { systemRandom } from "../../../sync/system.ts";
import { type ManualClock, manualClock } from "../../clock.ts";
import { makeHeader, noonMs, venue, voucher } from "../../core/venueDay.ts";

/** A signer's folder with real keys, as `keys init` leaves it. */
export function createSignerFolder(foundation: Authority, limits: Partial<SignerLimits> = {}): string {
	const folder = mkdtempSync(join(tmpdir(), "pailou-signer-"));
	after(() => rmSync(folder, { recursive: true }));
	for (const role of signerRoles) writeKey(folder, role, foundation.online[role]);
	writeFileSync(firstRootPath(folder), JSON.stringify(foundation.online.root));
	writeFileSync(limitsPath(folder), JSON.stringify(limits));
	return folder;
}

export type TestSigner = {
	signer: RequestSigner;
	readonly folder: string;
	readonly foundation: Authority;
	readonly clock: ManualClock;
	readonly request: (asked: SignerRequestBody) => SignerAnswer;
	/** The same folder, opened again. */
	readonly reopen: () => void;
};

/** A signer at its desk at noon, asked in this process. */
export function openTestSigner(limits: Partial<SignerLimits> = {}, log = silentLog): TestSigner {
	const foundation = createAuthority(noonMs - 1000, systemRandom);
	const folder = createSignerFolder(foundation, limits);
	const clock = manualClock(noonMs);
	const test: TestSigner = {
		signer: openRequestSigner(folder, clock, log),
		folder,
		foundation,
		clock,
		request(asked) {
			const [answer] = test.signer.handle([{ id: 1, ...asked }]);
			if (answer === undefined) throw new Error("no answer");
			return answer;
		},
		reopen() {
			test.signer.close();
			test.signer = openRequestSigner(folder, clock, log);
		},
	};
	after(() => test.signer.close());
	return test;
}

export function voucherRequest(change: Partial<Voucher> = {}): SignerRequestBody {
	return { kind: "voucher", voucher: { ...voucher, ...change } };
}

export function headerRequest(version: number, change: Partial<ReturnType<typeof makeHeader>> = {}): SignerRequestBody {
	return { kind: "document", type: "allocation", document: makeHeader(new Uint8Array(), 0, { version, ...change }) };
}

export function revocationsRequest(version: number): SignerRequestBody {
	return { kind: "document", type: "revocations", document: { v: 1, venue, version, vouchers: [], kiosks: [] } };
}

export function rosterRequest(epoch: number): SignerRequestBody {
	return { kind: "document", type: "roster", document: { v: 1, venue, epoch, kiosks: [] } };
}

export function someVoucherId(n: number): VoucherId {
	return VoucherId.parse(n.toString(16).padStart(24, "0"));
}

/** The code of a refusal, or what was told instead. */
export function responseCodeOf(told: SignerAnswer): string {
	return told.kind === "refused" ? told.code : told.kind;
}
