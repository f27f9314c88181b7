import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { toHex } from "../../../core/bytes/bytes.ts";
import { readEnrolmentCode } from "../../../core/protocol/enrolmentCode.ts";
import { buildPossessionMessage, EnrolmentAnswer } from "../../../core/protocol/protocol.ts";
import { type KeyPair, newKeyPair, signerOf } from "../../../sync/crypto/signature.ts";
import { createHub } from "../../../sync/hub/hub.ts";
import { localSigner, type Signer } from "../../../sync/hub/signing/signer.ts";
import { openStore, type Store } from "../../../sync/hub/store/store.ts";
import { type Foundation, found, type Keyring } from "../../../sync/keys/keys.ts";
import { openRoots, type Roots } from "../../../sync/keys/roots.ts";
import { systemRandom } from "../../../sync/system.ts";
import { type ManualClock, manualClock } from "../../clock.ts";
import { cinemaBookings, cinemaProgramme } from "./bookings/cinema.ts";
import { TestKiosk } from "./kiosk.ts";

export const origin = "http://hub.test";
export const officerToken = "officer-of-the-tests";
export const officer = { authorization: `Bearer ${officerToken}` };
/** National Day 2026, 14:10 in Guangzhou: the 14:30 screening admits, the 19:30 one does not yet. */
export const demonstrationMs = Date.parse("2026-10-01T14:10:00+08:00");

/** A real hub with a real store and keys; only its clock is ours, and it stands still until it is moved. */
export type House = {
	readonly app: FastifyInstance;
	readonly store: Store;
	readonly keyring: Keyring;
	readonly offline: readonly KeyPair[];
	readonly roots: Roots;
	readonly clock: ManualClock;
	readonly faults: unknown[];
};

export type HouseOptions = {
	readonly path?: string;
	readonly pages?: string;
	/** The keys of another house, for a hub that is the same one restored. */
	readonly keyring?: Keyring;
	readonly startMs?: number;
	/** Another signer than one in this process. */
	readonly signer?: (foundation: Foundation, roots: Roots, clock: House["clock"]) => Signer;
};

export function openHouse(options: HouseOptions = {}): House {
	const founded = found(demonstrationMs - 1000, systemRandom);
	const foundation = { ...founded, keyring: options.keyring ?? founded.keyring };
	const { keyring, offline } = foundation;
	const roots = openRoots([keyring.root]);
	const store = openStore(options.path ?? ":memory:");
	const clock = manualClock(options.startMs ?? demonstrationMs);
	const faults: unknown[] = [];
	const app = createHub({
		store,
		roots,
		signer: options.signer?.(foundation, roots, clock) ?? localSigner(keyring),
		clock,
		random: randomBytes,
		origin,
		pages: options.pages ?? null,
		officerToken,
		report: (fault) => faults.push(fault),
	});
	return { app, store, keyring, offline, roots, clock, faults };
}

/** A hub with one cinema, its bookings and its published lists. */
export async function openCinema(options: HouseOptions = {}): Promise<House> {
	const house = openHouse(options);
	await tell(house, "POST", "/v1/programmes", cinemaProgramme());
	await handOver(house, cinemaBookings);
	await tell(house, "POST", "/v1/allocations", {});
	return house;
}

export type Told = { readonly status: number; readonly body: unknown };

/** An officer's request. */
export async function tell(house: House, method: "GET" | "POST", url: string, payload?: object): Promise<Told> {
	const answer = await house.app.inject({
		method,
		url,
		headers: officer,
		...(payload === undefined ? {} : { payload }),
	});
	return { status: answer.statusCode, body: answer.json() };
}

export async function handOver(house: House, csv: string | Buffer): Promise<Told> {
	const headers = { ...officer, "content-type": "text/csv" };
	const answer = await house.app.inject({ method: "POST", url: "/v1/bookings", headers, payload: csv });
	return { status: answer.statusCode, body: answer.json() };
}

/** Enrols a new device at a venue and logs it in. */
export async function enrolKiosk(house: House, venue: number, label: string): Promise<TestKiosk> {
	const told = await tell(house, "POST", "/v1/enrolment-codes", { venue, label });
	const { code } = z.object({ code: z.string() }).parse(told.body);
	const read = readEnrolmentCode(code);
	if (read === null) throw new Error(`not a code: ${code}`);
	const pair = newKeyPair(systemRandom);
	const possession = toHex(signerOf(pair.pkcs8)(buildPossessionMessage(read.ticket)));
	const payload = { ticket: read.ticket, secret: read.secret, publicKey: pair.publicKey, possession };
	const answer = await house.app.inject({ method: "POST", url: "/v1/enrolments", payload });
	const kiosk = new TestKiosk(house.app, EnrolmentAnswer.parse(answer.json()), pair);
	await kiosk.logIn();
	return kiosk;
}
