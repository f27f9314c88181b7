import { timingSafeEqual } from "node:crypto";
import { encodeText, toHex } from "../../core/bytes/bytes.ts";
import { KioskId } from "../../core/identity.ts";
import { emptyJournalHead } from "../../core/journal/journal.ts";
import { encodeCodeLetters, writeEnrolmentCode } from "../../core/protocol/enrolmentCode.ts";
import { buildPossessionMessage, type EnrolmentRequest } from "../../core/protocol/protocol.ts";
import { crypto } from "../crypto/signature.ts";
import type { HubContext } from "./context.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { EnrolmentTicket } from "./store/enrolmentTickets.ts";
import type { Kiosk } from "./store/kiosks.ts";
import type { Store } from "./store/store.ts";

const lifetimeMs = 10 * 60 * 1000;
const tries = 3;

export type NewEnrolmentCode = { readonly code: string; readonly ticket: string; readonly expiresAtMs: number };

/** Creates a one-time code that enrols a kiosk with this label at this venue. */
export function createEnrolmentCode(hub: HubContext, venue: number, label: string): NewEnrolmentCode | Refusal {
	const { store, random, roots, origin } = hub;
	const nowMs = hub.clock.nowMs();
	if (store.venues.find(venue) === null) {
		return refuse("unknownVenue", `There is no venue ${venue}. See the venues, or load the programme that has it.`);
	}
	const secret = encodeCodeLetters(random(8));
	const expiresAt = nowMs + lifetimeMs;
	const ticket = store.transact(() => {
		store.enrolmentTickets.purge(nowMs - 24 * 3600 * 1000);
		const letters = findFreeTicket(store, random);
		if (letters === null) return null;
		const secretDigest = crypto.hash(encodeText(secret));
		store.enrolmentTickets.add({
			ticket: letters,
			venue,
			label,
			secretDigest,
			expiresAt,
			triesLeft: tries,
			kiosk: null,
		});
		return letters;
	});
	if (ticket === null) return refuse("noTicket", "Too many enrolment codes are open. Wait ten minutes and ask again.");
	const rootPin = roots.newest().digest.slice(0, 32);
	return { code: writeEnrolmentCode({ ticket, secret, rootPin, hub: origin }), ticket, expiresAtMs: expiresAt };
}

function findFreeTicket(store: Store, random: HubContext["random"]): string | null {
	for (let attempt = 0; attempt < 100; attempt++) {
		const letters = encodeCodeLetters(random(4));
		if (store.enrolmentTickets.find(letters) === null) return letters;
	}
	return null;
}

/** Enrols a device that knows the code and proves possession of its key. A repeated request gets the same answer. */
export function redeemEnrolmentCode(hub: HubContext, request: EnrolmentRequest): Kiosk | Refusal {
	// A refusal must not roll back: a wrong secret costs a try.
	return hub.store.transact(() => checkRequest(hub, request));
}

function checkRequest(hub: HubContext, request: EnrolmentRequest): Kiosk | Refusal {
	const { store } = hub;
	const nowMs = hub.clock.nowMs();
	const ticket = store.enrolmentTickets.find(request.ticket);
	if (ticket === null || nowMs >= ticket.expiresAt) {
		return refuse("codeExpired", "This enrolment code is unknown or has expired. Ask for a new one.");
	}
	if (ticket.triesLeft === 0) {
		return refuse("codeLocked", "This enrolment code was typed wrongly three times. Ask for a new one.");
	}
	if (!timingSafeEqual(crypto.hash(encodeText(request.secret)), ticket.secretDigest))
		return recordWrongSecret(store, ticket);
	const publicKey = Buffer.from(request.publicKey, "hex");
	const possession = Buffer.from(request.possession, "hex");
	if (!crypto.verify(publicKey, buildPossessionMessage(ticket.ticket), possession)) {
		return refuse("notPossessed", "The device did not prove that it holds the key it enrols with.");
	}
	const known = store.kiosks.findByKey(request.publicKey);
	if (known !== null && known.kiosk === ticket.kiosk) return known;
	if (ticket.kiosk !== null) {
		return refuse("codeUsed", "This enrolment code has been used by another device. Ask for a new one.");
	}
	if (known !== null) {
		return refuse("keyKnown", `This key is enrolled already, as ${known.label}. Enrol with a new key.`);
	}
	return addKiosk(hub, ticket, request);
}

function recordWrongSecret(store: Store, ticket: EnrolmentTicket): Refusal {
	store.enrolmentTickets.recordWrongSecret(ticket.ticket);
	const left = ticket.triesLeft - 1;
	const remedy = left === 0 ? "Ask for a new one." : `Check the letters; tries left: ${left}.`;
	return refuse("codeWrong", `This enrolment code is wrong. ${remedy}`);
}

function addKiosk(hub: HubContext, ticket: EnrolmentTicket, request: EnrolmentRequest): Kiosk {
	const nowMs = hub.clock.nowMs();
	const kiosk: Kiosk = {
		kiosk: KioskId.parse(`k${toHex(hub.random(6))}`),
		venue: ticket.venue,
		label: ticket.label,
		publicKey: request.publicKey,
		incarnation: 1,
		enrolledAt: nowMs,
		lastSeenAt: nowMs,
		size: emptyJournalHead.seq,
		head: emptyJournalHead.digest,
		nonce: toHex(hub.random(16)),
	};
	hub.store.kiosks.add(kiosk);
	hub.store.enrolmentTickets.markUsed(ticket.ticket, kiosk.kiosk);
	return kiosk;
}
