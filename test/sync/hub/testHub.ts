import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { toHex } from "../../../core/bytes/bytes.ts";
import { readEnrolmentCode } from "../../../core/protocol/enrolmentCode.ts";
import { buildPossessionMessage, EnrolmentAnswer, PassAnswer, paths } from "../../../core/protocol/protocol.ts";
import type { Clock } from "../../../sync/clock.ts";
import { createKeyPair, type KeyPair, signerOf } from "../../../sync/crypto/signature.ts";
import { createHub } from "../../../sync/hub/hub.ts";
import { createLocalSigner, type Signer } from "../../../sync/hub/signing/signer.ts";
import { openStore } from "../../../sync/hub/store/sqlite/openStore.ts";
import type { Store } from "../../../sync/hub/store/store.ts";
import { type Authority, createAuthority, type OnlineKeys } from "../../../sync/keys/authority.ts";
import { openRootHistory, type RootHistory } from "../../../sync/keys/rootHistory.ts";
import { createPinoLogger } from "../../../sync/pinoLog.ts";
import { systemRandom } from "../../../sync/system.ts";
import { type ManualClock, manualClock } from "../../clock.ts";
import { cinemaBookings, cinemaProgramme } from "./bookings/cinema.ts";
import { TestKiosk } from "./testKiosk.ts";

export const origin = "http://hub.test";
export const officerToken = "officer-of-the-tests-of-32-letters";
export const officerHeaders = { authorization: `Bearer ${officerToken}` };
/** National Day 2026, 14:10 in Guangzhou: the 14:30 screening admits, the 19:30 one does not yet. */
export const demonstrationMs = Date.parse("2026-10-01T14:10:00+08:00");

/** A real hub with a real store and keys; only its clock is ours, and it stands still until it is moved. */
export type TestHub = {
	readonly app: FastifyInstance;
	readonly store: Store;
	readonly onlineKeys: OnlineKeys;
	readonly offlineKeys: readonly KeyPair[];
	readonly roots: RootHistory;
	readonly clock: ManualClock;
	/** The hub's log, one JSON object each. */
	readonly logLines: readonly string[];
	/** Those of level error. */
	readonly faults: readonly string[];
};

export type TestHubOptions = {
	readonly path?: string;
	readonly pages?: string;
	/** The keys of another house, for a hub that is the same one restored. */
	readonly onlineKeys?: OnlineKeys;
	readonly linkKey?: Uint8Array;
	readonly formerOrigins?: readonly string[];
	readonly freeDiskBytes?: () => number;
	readonly officerToken?: string;
	readonly startMs?: number;
	/** In the place of one that is moved by hand. */
	readonly simulatedClock?: Clock;
	/** Another signer than one in this process. */
	readonly signer?: (foundation: Authority, roots: RootHistory, clock: TestHub["clock"]) => Signer;
};

export function openTestHub(options: TestHubOptions = {}): TestHub {
	const founded = createAuthority(demonstrationMs - 1000, systemRandom);
	const foundation = { ...founded, online: options.onlineKeys ?? founded.online };
	const { online: keyring, offline } = foundation;
	const roots = openRootHistory([keyring.root]);
	const store = openStore(options.path ?? ":memory:");
	const clock = manualClock(options.startMs ?? demonstrationMs);
	const logLines: string[] = [];
	const faults: string[] = [];
	const logger = createPinoLogger("hub", "debug", {
		write(line) {
			logLines.push(line);
			if (JSON.parse(line).level === "error") faults.push(line);
		},
	});
	const app = createHub({
		store,
		roots,
		signer: options.signer?.(foundation, roots, clock) ?? createLocalSigner(keyring),
		clock: options.simulatedClock ?? clock,
		random: randomBytes,
		origin,
		pages: options.pages ?? null,
		officerToken: options.officerToken ?? officerToken,
		linkKey: options.linkKey ?? randomBytes(32),
		formerOrigins: options.formerOrigins ?? [],
		freeDiskBytes: options.freeDiskBytes ?? (() => Number.POSITIVE_INFINITY),
		logger,
	});
	return { app, store, onlineKeys: keyring, offlineKeys: offline, roots, clock, logLines, faults };
}

/** A hub with one cinema, its bookings and its published lists. */
export async function openCinemaHub(options: TestHubOptions = {}): Promise<TestHub> {
	const house = openTestHub(options);
	await requestAsOfficer(house, "POST", "/v1/programmes", cinemaProgramme());
	await uploadBookings(house, cinemaBookings);
	await requestAsOfficer(house, "POST", "/v1/allocations", {});
	return house;
}

export type OfficerResponse = { readonly status: number; readonly body: unknown };

/** An officer's request. */
export async function requestAsOfficer(
	house: TestHub,
	method: "GET" | "POST",
	url: string,
	payload?: object,
): Promise<OfficerResponse> {
	const answer = await house.app.inject({
		method,
		url,
		headers: officerHeaders,
		...(payload === undefined ? {} : { payload }),
	});
	return { status: answer.statusCode, body: answer.json() };
}

export async function uploadBookings(house: TestHub, csv: string | Buffer, query = ""): Promise<OfficerResponse> {
	const headers = { ...officerHeaders, "content-type": "text/csv" };
	const answer = await house.app.inject({ method: "POST", url: `/v1/bookings${query}`, headers, payload: csv });
	return { status: answer.statusCode, body: answer.json() };
}

/** The static code of a booking as a member keeps it, who may show it after the hub gives it no more. */
export async function keptCodeOf({ store, onlineKeys }: TestHub, booking: string): Promise<string> {
	const issued = store.vouchers.findByBooking(booking);
	if (issued === null) throw new Error(`no booking ${booking}`);
	const rotating = store.sessions.find(issued.venue, issued.session)?.rotating ?? false;
	const code = await createLocalSigner(onlineKeys).signVoucher({ ...issued, id: issued.voucher, rotating });
	if (typeof code !== "string") throw new Error(code.message);
	return code;
}

/** The secret of the link to a booking's pass, as an officer is told it. */
export async function passSecretOf(house: TestHub, booking: string): Promise<string> {
	const { body } = await requestAsOfficer(house, "GET", `/v1/bookings?booking=${booking}`);
	const told = z.object({ bookings: z.tuple([z.object({ pass: z.string() })]) }).parse(body);
	return new URL(told.bookings[0].pass, origin).hash.slice(1);
}

/** A request of the pass that a secret opens. */
export async function requestPass(house: TestHub, secret: string) {
	return await house.app.inject({ method: "GET", url: paths.pass, headers: { authorization: `Bearer ${secret}` } });
}

/** A booking's pass, by its link. */
export async function fetchPass(house: TestHub, booking: string): Promise<PassAnswer> {
	return PassAnswer.parse((await requestPass(house, await passSecretOf(house, booking))).json());
}

async function createCode(house: TestHub, venue: number, label: string): Promise<string> {
	const told = await requestAsOfficer(house, "POST", "/v1/enrolment-codes", { venue, label });
	return z.object({ code: z.string() }).parse(told.body).code;
}

/** Enrols a new device at a venue and logs it in, with a code of its own or with one that is given. */
export async function enrolKiosk(house: TestHub, venue: number, label: string, given?: string): Promise<TestKiosk> {
	const code = given ?? (await createCode(house, venue, label));
	const read = readEnrolmentCode(code);
	if (read === null) throw new Error(`not a code: ${code}`);
	const pair = createKeyPair(systemRandom);
	const possession = toHex(signerOf(pair.pkcs8)(buildPossessionMessage(read.ticket)));
	const payload = { ticket: read.ticket, secret: read.secret, publicKey: pair.publicKey, possession };
	const answer = await house.app.inject({ method: "POST", url: "/v1/enrolments", payload });
	if (answer.statusCode !== 200) throw new Error(`the enrolment was refused: ${answer.body}`);
	const kiosk = new TestKiosk(house.app, EnrolmentAnswer.parse(answer.json()), pair);
	await kiosk.logIn();
	return kiosk;
}
