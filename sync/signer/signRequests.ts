import { join } from "node:path";
import { encodeText, toHex } from "../../core/bytes/bytes.ts";
import { Digest } from "../../core/identity.ts";
import { signEnvelope } from "../../core/trust/envelope.ts";
import { mintVoucher } from "../../core/voucher/voucher.ts";
import type { Clock } from "../clock.ts";
import { hash } from "../crypto/signature.ts";
import { follow, type TakenRoot } from "../keys/rootChain.ts";
import { type Entry, openLog } from "./auditLog.ts";
import { documents } from "./documents.ts";
import { readLimits, whyOutside } from "./limits.ts";
import { type Answer, type Ask, firstIssue, Question, refused, type Told, VoucherAsked } from "./messages.ts";
import { fillBuckets } from "./rateLimit.ts";
import { openMemory } from "./signerDatabase.ts";
import { type Office, openOffice, rootHeld } from "./signingKeys.ts";

/** Where every signature is asked for: checked, limited, logged, and only then given. */
export type Desk = {
	readonly root: () => TakenRoot;
	/** Answers questions in their order. All of them are on the disk, in the log and the marks, before any is answered. */
	readonly answer: (questions: readonly Question[]) => readonly Answer[];
	readonly close: () => void;
};

type Signed = { readonly told: Told; readonly entry: Omit<Entry, "at"> };

/** Opens the signer's folder: its keys, its memory, its log. Throws a sentence where it must not sign. */
export function openDesk(folder: string, clock: Clock): Desk {
	const limits = readLimits(folder);
	const buckets = fillBuckets(limits.rates, clock);
	const memory = openMemory(memoryFile(folder));
	const open = <T>(work: () => T): T => {
		try {
			return work();
		} catch (error) {
			memory.close();
			throw error;
		}
	};
	let office: Office = open(() => openOffice(folder, rootHeld(folder, memory)));
	const log = open(() => openLog(logFile(folder), memory.logEnd()));

	const signVoucher = (asked: unknown): Signed | Told => {
		const read = VoucherAsked.safeParse(asked);
		if (!read.success) return refused("unsound", `This is no voucher: ${firstIssue(read.error)}.`);
		const { id, venue, issue, notBefore, notAfter } = read.data;
		const span = { fromMs: notBefore * 1000, untilMs: (notAfter + 1) * 1000 };
		const outside = whyOutside(limits, venue, span, clock.nowMs());
		if (outside !== null) return refused("outsideLimits", `The voucher is not signed: ${outside}.`);
		const { issuer, keys } = office;
		const code = mintVoucher(read.data, issuer, keys.issuer.sign);
		const key = keys.issuer.publicKey.slice(0, 16);
		const subject = `venue ${venue}, voucher ${id}`;
		return {
			told: { kind: "code", code },
			entry: { kind: "voucher", subject, version: issue, key, digest: digestOf(encodeText(code)) },
		};
	};

	const signDocument = (type: string, asked: unknown): Signed | Told => {
		const read = documents.get(type)?.(asked);
		if (read === undefined) return refused("unsound", `This signer signs no ${type}.`);
		if (read.kind === "unsound") return refused("unsound", `This is no ${type}: ${read.why}.`);
		const { payloadType, payload, role, subject, version, venue, span } = read;
		const outside = whyOutside(limits, venue, span, clock.nowMs());
		if (outside !== null) return refused("outsideLimits", `The ${type} is not signed: ${outside}.`);
		const digest = digestOf(payload);
		const mark = memory.mark(type, subject);
		// The very same bytes may be asked for again: the hub may have lost the answer.
		if (mark !== null && version <= mark.version && !(version === mark.version && digest === mark.digest)) {
			const message = `Version ${mark.version} of the ${type} of ${subject} has been signed; another of version ${version} is not.`;
			return refused("oldVersion", message, { held: mark.version });
		}
		if (mark === null || version > mark.version) memory.putMark(type, subject, { version, digest });
		const key = office.keys[role];
		const envelope = signEnvelope(payloadType, payload, [key]);
		const entry = { kind: type, subject, version, key: key.publicKey.slice(0, 16), digest };
		return { told: { kind: "envelope", envelope }, entry };
	};

	const takeRoot = (envelope: TakenRoot["envelope"]): Signed | Told => {
		const held = office.root;
		if (envelope.payload === held.envelope.payload) return { kind: "root", rootVersion: held.root.version };
		const following = follow(held, envelope);
		if (following.kind === "unfit") return refused("rootUnfit", `The signer keeps its root: ${following.why}.`);
		const { next } = following;
		if (clock.nowMs() >= next.root.expiresAt)
			return refused("rootUnfit", "The signer keeps its root: this has expired.");
		try {
			office = openOffice(folder, next);
		} catch (error) {
			return refused("noKey", error instanceof Error ? error.message : String(error));
		}
		memory.putRoot(envelope);
		const { version } = next.root;
		const told = { kind: "root", rootVersion: version } as const;
		return { told, entry: { kind: "root", subject: "root taken", version, key: "", digest: next.digest } };
	};

	const sign = (question: Question): Signed | Told => {
		if (question.kind === "hello") {
			const { root, digest } = office.root;
			return { kind: "hello", protocol: 1, rootVersion: root.version, rootDigest: digest };
		}
		const kind = question.kind === "document" ? question.type : question.kind;
		if (question.kind === "document" && !documents.has(kind)) return signDocument(kind, null);
		const retryAfterMs = buckets.take(kind);
		if (retryAfterMs !== null) {
			const message = `The signer has signed as many of ${kind} as it may in a while. Try again later.`;
			return refused("tooMany", message, { retryAfterMs });
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
		root: () => office.root,
		answer(questions) {
			const before = { end: log.end(), office };
			try {
				return memory.transact(() => {
					if (memory.logEnd().length > before.end.length) throw new Error("Another signer writes in this folder.");
					const at = clock.nowMs();
					const entries: Entry[] = [];
					const answers = questions.map((question): Answer => {
						const signed = sign(question);
						if (!("entry" in signed)) return { id: question.id, ...signed };
						entries.push({ at, ...signed.entry });
						return { id: question.id, ...signed.told };
					});
					if (entries.length > 0) memory.putLogEnd(log.append(entries));
					return answers;
				});
			} catch (error) {
				office = before.office;
				log.rewind(before.end);
				const why = error instanceof Error ? error.message : String(error);
				const told = refused("cannotRecord", `The signer cannot record what it signs, so it signs nothing: ${why}`);
				return questions.map(({ id }) => ({ id, ...told }));
			}
		},
		close() {
			log.close();
			memory.close();
		},
	};
}

/** Asks a desk in this process, as through its door. */
export function askDesk(desk: Desk): { readonly ask: Ask; readonly close: () => void } {
	return {
		async ask(asked) {
			const [answer] = desk.answer([{ id: 0, ...asked }]);
			if (answer === undefined) throw new Error("The signer's desk gave no answer.");
			return answer;
		},
		close: desk.close,
	};
}

/** A question, or the answer to what is none; null where not even an id can be read. */
export function readQuestion(message: unknown): Question | Answer | null {
	const read = Question.safeParse(message);
	if (read.success) return read.data;
	const id = Question.options[0].shape.id.safeParse(
		typeof message === "object" && message !== null && "id" in message ? message.id : null,
	);
	return id.success
		? { id: id.data, ...refused("malformed", `This is no question: ${firstIssue(read.error)}.`) }
		: null;
}

export function logFile(folder: string): string {
	return join(folder, "signer.log");
}

export function memoryFile(folder: string): string {
	return join(folder, "signer.sqlite");
}

function digestOf(bytes: Uint8Array): Digest {
	return Digest.parse(toHex(hash(bytes)));
}
