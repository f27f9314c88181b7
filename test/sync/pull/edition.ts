import assert from "node:assert/strict";
import { z } from "zod";
import { encodeText } from "../../../core/bytes/bytes.ts";
import { payloadTypes, signEnvelope } from "../../../core/trust/envelope.ts";
import { reload } from "../../../core/trust/reload.ts";
import type { Root } from "../../../core/trust/root.ts";
import type { TrustState } from "../../../core/trust/trustState.ts";
import { readTrust } from "../../../main/store/trust.ts";
import { crypto, signerOf } from "../../../sync/crypto/signature.ts";
import type { TestDevice } from "../drivers/testDevice.ts";
import { bookingsHeader, cinemaProgramme } from "../hub/bookings/cinema.ts";
import { enrolKiosk, openTestHub, requestAsOfficer, type TestHub, uploadBookings } from "../hub/testHub.ts";

/** A cinema with so many bookings, `R-n` to be revoked and `C-n` to be cancelled. */
export async function openCinemaOf(bookings: number): Promise<TestHub> {
	const hub = openTestHub();
	const programme = cinemaProgramme();
	for (const session of programme.days[0]?.sessions ?? []) session.capacity = 60_000;
	await requestAsOfficer(hub, "POST", "/v1/programmes", programme);
	const rows = Array.from({ length: bookings }, (_, n) => [`R-${n},1,1,101,2,,`, `C-${n},1,1,101,2,,`]);
	await publishBookings(hub, rows.flat());
	return hub;
}

async function publishBookings(hub: TestHub, rows: readonly string[]): Promise<void> {
	const uploaded = await uploadBookings(hub, [bookingsHeader, ...rows, ""].join("\n"));
	assert.equal(uploaded.status, 200, JSON.stringify(uploaded.body));
	assert.equal((await requestAsOfficer(hub, "POST", "/v1/allocations", {})).status, 200);
}

/** The code of a booking while it is live. */
export async function codeOf(hub: TestHub, booking: string): Promise<string> {
	const told = await requestAsOfficer(hub, "GET", `/v1/bookings?booking=${booking}`);
	const { bookings } = z.object({ bookings: z.array(z.object({ code: z.string() })) }).parse(told.body);
	return bookings[0]?.code ?? assert.fail(`no booking ${booking}`);
}

/** Puts the next root in force at the hub, with these changes. */
export function appendRoot(hub: TestHub, changes: Partial<Root> = {}): void {
	const { root } = hub.roots.newest();
	const next = { ...root, version: root.version + 1, ...changes };
	const holders = hub.offlineKeys.slice(0, 2).map(({ publicKey, pkcs8 }) => ({ publicKey, sign: signerOf(pkcs8) }));
	const envelope = signEnvelope(payloadTypes.root, encodeText(JSON.stringify(next)), holders);
	const checked = hub.roots.checkNext(envelope, 0);
	assert.ok("root" in checked, JSON.stringify(checked));
	hub.roots.append(checked);
}

/** The n-th edition: a new version of every document. */
export async function publishEdition(hub: TestHub, n: number): Promise<void> {
	appendRoot(hub);
	await requestAsOfficer(hub, "POST", "/v1/revocations/vouchers", { booking: `R-${n}`, why: "sold on" });
	await enrolKiosk(hub, 1, `${n + 2} 号窗口`);
	await publishBookings(hub, [`C-${n},1,1,101,2,,cancelled`]);
}

export type Held = { readonly [K in "root" | "timestamp" | "revocations" | "roster" | "allocation"]: number };

export function heldIn({ root, timestamp, revocations, roster, headers }: TrustState): Held {
	return {
		root: root.version,
		timestamp: timestamp?.document.version ?? 0,
		revocations: revocations?.document.version ?? 0,
		roster: roster?.document.epoch ?? 0,
		allocation: [...headers.values()][0]?.document.version ?? 0,
	};
}

export const trustStateOf = ({ device }: TestDevice): TrustState =>
	device.kiosk()?.allocations.trustState() ?? assert.fail("not enrolled");

/** What a start from the disk as it is now would hold. */
export function heldOnDisk({ database }: TestDevice): Held {
	const stored = readTrust(database) ?? assert.fail("nothing is stored");
	const restored = reload(stored, crypto);
	assert.ok(restored.kind === "held", JSON.stringify(restored));
	assert.deepEqual(restored.lost, []);
	return heldIn(restored.held);
}
