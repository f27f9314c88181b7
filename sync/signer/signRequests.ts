import { statSync } from "node:fs";
import { join } from "node:path";
import { encodeText, toHex } from "../../core/bytes/bytes.ts";
import { Digest } from "../../core/identity.ts";
import { signEnvelope } from "../../core/trust/envelope.ts";
import { mintVoucher } from "../../core/voucher/voucher.ts";
import type { Clock } from "../clock.ts";
import { crypto } from "../crypto/signature.ts";
import { DamagedFileError } from "../fileErrors.ts";
import { checkSuccessor, type VerifiedRoot } from "../keys/rootChain.ts";
import { describeError, type Log } from "../log.ts";
import { type AuditLogEntry, openAuditLog } from "./auditLog.ts";
import { documentReaders } from "./documents.ts";
import { findLimitViolation, readLimits } from "./limits.ts";
import {
	firstIssue,
	makeRefusal,
	type SendSignerRequest,
	SignerRequest,
	type SignerResponse,
	type SignerResponseBody,
	VoucherRequest,
} from "./messages.ts";
import { createRateLimiter } from "./rateLimit.ts";
import { openSignerDatabase } from "./signerDatabase.ts";
import { readCurrentRoot, readSigningKeys, type SigningKeys } from "./signingKeys.ts";

/** Checks, limits and logs every request before it signs. */
export type RequestSigner = {
	readonly root: () => VerifiedRoot;
	/** Answers requests in order. The log lines and high-water marks of all of them are on the disk before any is answered. */
	readonly handle: (questions: readonly SignerRequest[]) => readonly SignerResponse[];
	readonly close: () => void;
};

type SignedResponse = { readonly response: SignerResponseBody; readonly entry: Omit<AuditLogEntry, "at"> };

/** Opens the signer's folder: keys, database and audit log. Faults go to `log`. Throws an error with a sentence for the operator when it must not sign. */
export function openRequestSigner(folder: string, clock: Clock, log: Log): RequestSigner {
	const limits = readLimits(folder);
	const rateLimiter = createRateLimiter(limits.rates, clock);
	assertMarksKept(folder);
	const database = openSignerDatabase(signerDatabasePath(folder));
	const open = <T>(work: () => T): T => {
		try {
			return work();
		} catch (error) {
			database.close();
			throw error;
		}
	};
	let signingKeys: SigningKeys = open(() => readSigningKeys(folder, readCurrentRoot(folder, database)));
	const auditLog = open(() => openAuditLog(auditLogPath(folder), database.logEnd()));

	const signVoucher = (asked: unknown): SignedResponse | SignerResponseBody => {
		const read = VoucherRequest.safeParse(asked);
		if (!read.success) return makeRefusal("unsound", `This is no voucher: ${firstIssue(read.error)}.`);
		const { id, venue, issue, notBefore, notAfter } = read.data;
		const span = { fromMs: notBefore * 1000, untilMs: (notAfter + 1) * 1000 };
		const outside = findLimitViolation(limits, venue, span, clock.nowMs());
		if (outside !== null) return makeRefusal("outsideLimits", `The voucher is not signed: ${outside}.`);
		const { issuer, keys } = signingKeys;
		const code = mintVoucher(read.data, issuer, keys.issuer.sign);
		const key = keys.issuer.publicKey.slice(0, 16);
		const subject = `venue ${venue}, voucher ${id}`;
		return {
			response: { kind: "code", code },
			entry: { kind: "voucher", subject, version: issue, key, digest: digestOf(encodeText(code)) },
		};
	};

	const signDocument = (type: string, asked: unknown): SignedResponse | SignerResponseBody => {
		const read = documentReaders.get(type)?.(asked);
		if (read === undefined) return makeRefusal("unsound", `This signer signs no ${type}.`);
		if (read.kind === "unsound") return makeRefusal("unsound", `This is no ${type}: ${read.why}.`);
		const { payloadType, payload, role, subject, version, venue, span } = read;
		const outside = findLimitViolation(limits, venue, span, clock.nowMs());
		if (outside !== null) return makeRefusal("outsideLimits", `The ${type} is not signed: ${outside}.`);
		const digest = digestOf(payload);
		const mark = database.highWaterMark(type, subject);
		// The same bytes may be requested again: the hub may have lost the response.
		if (mark !== null && version <= mark.version && !(version === mark.version && digest === mark.digest)) {
			const message = `Version ${mark.version} of the ${type} of ${subject} has been signed; another of version ${version} is not.`;
			return makeRefusal("oldVersion", message, { held: mark.version });
		}
		if (mark === null || version > mark.version) database.putHighWaterMark(type, subject, { version, digest });
		const key = signingKeys.keys[role];
		const envelope = signEnvelope(payloadType, payload, [key]);
		const entry = { kind: type, subject, version, key: key.publicKey.slice(0, 16), digest };
		return { response: { kind: "envelope", envelope }, entry };
	};

	const takeRoot = (envelope: VerifiedRoot["envelope"]): SignedResponse | SignerResponseBody => {
		const held = signingKeys.root;
		if (envelope.payload === held.envelope.payload) return { kind: "root", rootVersion: held.root.version };
		const following = checkSuccessor(held, envelope);
		if (following.kind === "unfit") return makeRefusal("rootUnfit", `The signer keeps its root: ${following.why}.`);
		const { next } = following;
		if (clock.nowMs() >= next.root.expiresAt)
			return makeRefusal("rootUnfit", "The signer keeps its root: this has expired.");
		try {
			signingKeys = readSigningKeys(folder, next);
		} catch (error) {
			log.error("signingKeysUnreadable", { rootVersion: next.root.version, ...describeError(error) });
			return makeRefusal("noKey", error instanceof Error ? error.message : String(error));
		}
		database.putRoot(envelope);
		const { version } = next.root;
		const told = { kind: "root", rootVersion: version } as const;
		return { response: told, entry: { kind: "root", subject: "root taken", version, key: "", digest: next.digest } };
	};

	const sign = (question: SignerRequest): SignedResponse | SignerResponseBody => {
		if (question.kind === "hello") {
			const { root, digest } = signingKeys.root;
			return { kind: "hello", protocol: 1, rootVersion: root.version, rootDigest: digest };
		}
		const kind = question.kind === "document" ? question.type : question.kind;
		if (question.kind === "document" && !documentReaders.has(kind)) return signDocument(kind, null);
		const retryAfterMs = rateLimiter.take(kind);
		if (retryAfterMs !== null) {
			const message = `The signer has signed as many of ${kind} as it may in a while. Try again later.`;
			return makeRefusal("tooMany", message, { retryAfterMs });
		}
		switch (question.kind) {
			case "voucher":
				return signVoucher(question.voucher);
			case "document":
				return signDocument(kind, question.document);
			case "root":
				return takeRoot(question.root);
		}
	};

	return {
		root: () => signingKeys.root,
		handle(questions) {
			const before = { end: auditLog.end(), signingKeys };
			try {
				return database.transact(() => {
					if (database.logEnd().length > before.end.length) throw new Error("Another signer writes in this folder.");
					const at = clock.nowMs();
					const entries: AuditLogEntry[] = [];
					const answers = questions.map((question): SignerResponse => {
						const signed = sign(question);
						if (!("entry" in signed)) return { id: question.id, ...signed };
						entries.push({ at, ...signed.entry });
						return { id: question.id, ...signed.response };
					});
					if (entries.length > 0) database.putLogEnd(auditLog.append(entries));
					return answers;
				});
			} catch (error) {
				signingKeys = before.signingKeys;
				auditLog.rewind(before.end);
				log.error("requestsNotRecorded", { requests: questions.length, ...describeError(error) });
				const why = error instanceof Error ? error.message : String(error);
				const told = makeRefusal("cannotRecord", `The signer cannot record what it signs, so it signs nothing: ${why}`);
				return questions.map(({ id }) => ({ id, ...told }));
			}
		},
		close() {
			auditLog.close();
			database.close();
		},
	};
}

/** With its database emptied, the signer would have forgotten which versions it signed. The log says that it signed some. */
function assertMarksKept(folder: string): void {
	const [database, log] = [signerDatabasePath(folder), auditLogPath(folder)];
	if (sizeOf(database) > 0 || sizeOf(log) === 0) return;
	throw new DamagedFileError(
		`The signer's database ${database} is empty or gone, while its log ${log} is not. Nothing is signed: put the database back from a backup.`,
	);
}

function sizeOf(path: string): number {
	return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** A connection to a signer in this process, in the place of a socket. */
export function connectInProcess(signer: RequestSigner): {
	readonly ask: SendSignerRequest;
	readonly close: () => void;
} {
	return {
		async ask(asked) {
			const [answer] = signer.handle([{ id: 0, ...asked }]);
			if (answer === undefined) throw new Error("The signer gave no response.");
			return answer;
		},
		close: signer.close,
	};
}

/** A request, or the refusal of a malformed one; null when not even its id can be read. */
export function parseSignerRequest(message: unknown): SignerRequest | SignerResponse | null {
	const read = SignerRequest.safeParse(message);
	if (read.success) return read.data;
	const id = SignerRequest.options[0].shape.id.safeParse(
		typeof message === "object" && message !== null && "id" in message ? message.id : null,
	);
	return id.success
		? { id: id.data, ...makeRefusal("malformed", `This is not a request: ${firstIssue(read.error)}.`) }
		: null;
}

export function auditLogPath(folder: string): string {
	return join(folder, "signer.log");
}

export function signerDatabasePath(folder: string): string {
	return join(folder, "signer.sqlite");
}

function digestOf(bytes: Uint8Array): Digest {
	return Digest.parse(toHex(crypto.hash(bytes)));
}
