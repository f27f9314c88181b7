import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { AllocationHeader } from "../../../core/allocation/allocation.ts";
import { deriveRowKey } from "../../../core/allocation/row.ts";
import { decodeText, fromBase64, toHex } from "../../../core/bytes/bytes.ts";
import type { VoucherId } from "../../../core/identity.ts";
import { Day, RowKey } from "../../../core/identity.ts";
import {
	type Entry,
	emptyJournalHead,
	type Fact,
	hashLine,
	type JournalHead,
	signLine,
} from "../../../core/journal/journal.ts";
import {
	AllocationAnswer,
	buildLoginMessage,
	ChallengeAnswer,
	Checkpoint,
	type EnrolmentAnswer,
	PushAnswer,
	TokenAnswer,
} from "../../../core/protocol/protocol.ts";
import { buildSealingInfo, type DaySecrets, decodeSealed, unpackSecrets } from "../../../core/trust/daySecrets.ts";
import { Envelope } from "../../../core/trust/envelope.ts";
import { createSealingKeyPair, hpkeOpen, type SealingKeyPair } from "../../../sync/crypto/sealing.ts";
import { crypto, type KeyPair, signerOf } from "../../../sync/crypto/signature.ts";
import { systemRandom } from "../../../sync/system.ts";

export const day = Day.parse("2026-10-01");
const origin = "http://hub.test";

/** A window as the hub sees one: it keeps a journal, signs it with core, and sends what it likes of it. */
export class TestKiosk {
	readonly app: FastifyInstance;
	readonly enrolment: z.infer<typeof EnrolmentAnswer>;
	readonly pair: KeyPair;
	readonly lines: string[] = [];
	head: JournalHead = emptyJournalHead;
	token = "";
	dayPair: SealingKeyPair | null = null;

	constructor(app: FastifyInstance, enrolment: z.infer<typeof EnrolmentAnswer>, pair: KeyPair) {
		this.app = app;
		this.enrolment = enrolment;
		this.pair = pair;
	}

	get url(): string {
		return `/v1/kiosks/${this.enrolment.kiosk}`;
	}

	async challenge(): Promise<string> {
		const answer = await this.app.inject({ method: "POST", url: `${this.url}/challenges` });
		return ChallengeAnswer.parse(answer.json()).challenge;
	}

	answerTo(challenge: string, hub = origin) {
		const { kiosk, incarnation } = this.enrolment;
		const signature = toHex(signerOf(this.pair.pkcs8)(buildLoginMessage(challenge, hub, kiosk, incarnation)));
		return this.app.inject({
			method: "POST",
			url: `${this.url}/tokens`,
			payload: { challenge, incarnation, signature },
		});
	}

	async logIn(): Promise<void> {
		this.token = TokenAnswer.parse((await this.answerTo(await this.challenge())).json()).token;
	}

	get(path: string, headers: Record<string, string> = {}) {
		const authorization = `Bearer ${this.token}`;
		return this.app.inject({ method: "GET", url: `${this.url}${path}`, headers: { authorization, ...headers } });
	}

	post(path: string, payload: object) {
		const headers = { authorization: `Bearer ${this.token}` };
		return this.app.inject({ method: "POST", url: `${this.url}${path}`, headers, payload });
	}

	/** Gives the hub a key for the day; the list's next version is sealed to it. */
	async giveDayKey(): Promise<SealingKeyPair> {
		this.dayPair ??= await createSealingKeyPair(systemRandom);
		await this.post("/day-keys", { dayKeys: [{ day, publicKey: toHex(this.dayPair.publicKey) }] });
		return this.dayPair;
	}

	/** What the newest list seals to this window, opened by its own key or by another's; null when that does not open it. */
	async secrets(pair?: SealingKeyPair): Promise<DaySecrets | null> {
		const { privateKey } = pair ?? (await this.giveDayKey());
		const { header } = AllocationAnswer.parse((await this.get(`/allocations/${day}`)).json());
		const payload = decodeText(fromBase64(Envelope.parse(header).payload) ?? new Uint8Array(0));
		const { sealedKeys } = AllocationHeader.parse(JSON.parse(payload));
		const { kiosk, venue } = this.enrolment;
		const mine = sealedKeys.find((sealed) => sealed.kiosk === kiosk) ?? sealedKeys[0];
		const opened = mine && (await hpkeOpen(privateKey, buildSealingInfo(venue, day, mine.kiosk), decodeSealed(mine)));
		return opened ? unpackSecrets(opened) : null;
	}

	/** The row key of a voucher, by the key that the list's header seals. */
	async rowOf(voucher: VoucherId): Promise<RowKey> {
		const secrets = await this.secrets();
		if (secrets === null) throw new Error("the list is not sealed to this window");
		return deriveRowKey(secrets.allocationKey, voucher, crypto);
	}

	/** Writes one line and keeps it, as the window would. */
	write(fact: Fact, change: Partial<Entry> = {}): string {
		const line = this.draft(fact, change);
		this.lines.push(line);
		this.head = { seq: this.head.seq + 1, digest: hashLine(line, crypto) };
		return line;
	}

	/** A line at the journal's end that is not kept. */
	draft(fact: Fact, change: object = {}): string {
		const { kiosk, incarnation, venue } = this.enrolment;
		const stamp = {
			v: 1 as const,
			alg: "Ed25519" as const,
			venue,
			day,
			kiosk,
			incarnation,
			seq: this.head.seq + 1,
			prev: this.head.digest,
			boot: 1,
			at: 1_790_834_400_000 + this.head.seq * 1000,
			mono: this.head.seq,
			hub: null,
			alloc: 1,
			revocations: 0,
			roster: 0,
			net: "hub" as const,
			operator: null,
		};
		return signLine(JSON.stringify({ ...stamp, ...fact, ...change }), signerOf(this.pair.pkcs8));
	}

	redeem(row: RowKey, persons: number, party = 3): string {
		return this.write(redemption(row, persons, party));
	}

	push(lines: readonly string[] = this.lines, gzip: Buffer | null = null) {
		const headers = {
			authorization: `Bearer ${this.token}`,
			"content-type": "application/x-ndjson",
			...(gzip === null ? {} : { "content-encoding": "gzip" }),
		};
		const payload = gzip ?? lines.map((line) => `${line}\n`).join("");
		return this.app.inject({ method: "POST", url: `${this.url}/journal`, headers, payload });
	}

	/** The checkpoint that a push is answered with. */
	async pushed(lines: readonly string[] = this.lines): Promise<Checkpoint> {
		return checkpointIn((await this.push(lines)).json());
	}
}

export function redemption(row: RowKey, persons: number, party = 3): Fact {
	return {
		kind: "redeemed",
		row,
		session: 101,
		persons,
		party,
		issue: 1,
		source: "camera",
		step: null,
		skew: null,
		positions: null,
		seats: null,
		override: null,
		isTicketed: false,
	};
}

export function checkpointIn(answer: unknown): Checkpoint {
	const { checkpoint } = PushAnswer.parse(answer);
	return Checkpoint.parse(JSON.parse(decodeText(fromBase64(checkpoint.payload) ?? new Uint8Array())));
}

export const anyRow = RowKey.parse("ab".repeat(16));
export const otherRow = RowKey.parse("cd".repeat(16));
