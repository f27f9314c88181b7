import { toHex } from "../../../core/bytes/bytes.ts";
import type { KioskId } from "../../../core/identity.ts";
import {
	buildIncarnationMessage,
	type IncarnationRequest,
	type IncarnationSummary,
} from "../../../core/protocol/protocol.ts";
import { crypto } from "../../crypto/signature.ts";
import type { HubContext } from "../context.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Incarnation } from "../store/incarnations.ts";
import type { Store } from "../store/store.ts";
import { findBranchHolding, forkedAtOf, linesOf, readChain, sizeOf } from "./chain.ts";
import type { Sender } from "./checkBatch.ts";

const hourMs = 3600 * 1000;
/** New incarnations of one kiosk in an hour. Two machines with one identity close each other's incarnations in turn; this limit stops them. */
const mostAnHour = 20;
/** How many incarnations a kiosk may be ahead of the hub: a hub that was restored from a backup lacks some. */
const mostForgotten = 100;

/** Gives a kiosk its next incarnation and closes those before it. The same request again gets the same one. */
export function openNextIncarnation(hub: HubContext, sender: Sender, asked: IncarnationRequest): Incarnation | Refusal {
	const { store } = hub;
	const { kiosk, label, publicKey } = sender.kiosk;
	const signature = Buffer.from(asked.signature, "hex");
	const isSigned = crypto.verify(Buffer.from(publicKey, "hex"), buildIncarnationMessage(kiosk, asked), signature);
	if (!isSigned || asked.incarnation !== sender.incarnation) {
		return refuse("notSigned", `The request is not one that ${label} signed as what it logged in as.`);
	}
	return store.transact(() => {
		const known = store.incarnations.findByRequest(kiosk, asked.request);
		if (known !== null) return known;
		const revoked = refuseRevoked(store, sender);
		if (revoked !== null) return revoked;
		const nowMs = hub.clock.nowMs();
		if (store.incarnations.countOpenedSince(kiosk, nowMs - hourMs) >= mostAnHour) {
			return refuse(
				"tooManyIncarnations",
				`${label} has begun anew ${mostAnHour} times in an hour: two machines work as one window. Switch one of them off and enrol it anew.`,
			);
		}
		raiseIfTruncated(store, sender, asked, nowMs);
		return appendIncarnation(store, kiosk, sender.kiosk.incarnation + 1, asked.request, toHex(hub.random(16)), nowMs);
	});
}

/** Adds the incarnations that the kiosk has logged in with and the hub lacks, so that their lines can be stored. */
export function restoreIncarnations(hub: HubContext, sender: Sender): Refusal | null {
	const { store } = hub;
	const { kiosk, label } = sender.kiosk;
	if (sender.incarnation > sender.kiosk.incarnation + mostForgotten) {
		return refuse("notTheKiosk", `The hub knows no incarnation ${sender.incarnation} of ${label}.`);
	}
	const revoked = refuseRevoked(store, sender);
	if (revoked !== null) return revoked;
	store.transact(() => {
		for (let next = sender.kiosk.incarnation + 1; next <= sender.incarnation; next++) {
			appendIncarnation(store, kiosk, next, null, toHex(hub.random(16)), hub.clock.nowMs());
		}
	});
	return null;
}

/** A revocation names the incarnations that there are, so a revoked kiosk must not begin another. */
function refuseRevoked(store: Store, { kiosk: { kiosk, label } }: Sender): Refusal | null {
	if (!store.revocations.isKioskRevoked(kiosk)) return null;
	return refuse("kioskRevoked", `${label} has been revoked and begins no new journal. Enrol it anew.`);
}

/** What the hub holds of each incarnation of a kiosk, oldest first. */
export function listHeldIncarnations(store: Store, kiosk: KioskId): IncarnationSummary[] {
	return store.incarnations.listOf(kiosk).map((of) => {
		const chain = readChain(store, of);
		const { incarnation } = of;
		return { incarnation, size: sizeOf(chain), lines: linesOf(chain), forkedAt: forkedAtOf(chain) };
	});
}

function appendIncarnation(
	store: Store,
	kiosk: KioskId,
	incarnation: number,
	request: string | null,
	nonce: string,
	nowMs: number,
): Incarnation {
	store.incarnations.closeThrough(kiosk, incarnation - 1, "successor", nowMs);
	store.incarnations.open(kiosk, incarnation, request, nonce, nowMs);
	const opened = store.incarnations.find(kiosk, incarnation);
	if (opened === null) throw new Error(`Incarnation ${incarnation} of ${kiosk} was not opened.`);
	return opened;
}

/** A request for an incarnation states, signed, where the kiosk's journal ends. If the hub holds more of the same history, the kiosk has lost lines. */
function raiseIfTruncated(store: Store, { kiosk: of }: Sender, asked: IncarnationRequest, nowMs: number): void {
	const { kiosk, venue } = of;
	const incarnation = store.incarnations.find(kiosk, asked.incarnation);
	// After a fork both machines request an incarnation; the alarm `fork` covers that.
	if (incarnation === null || incarnation.closedBy === "fork") return;
	const chain = readChain(store, incarnation);
	const isHeld = findBranchHolding(store, chain, { seq: asked.size, digest: asked.head }) !== null;
	const isBehind = asked.size < incarnation.size || asked.incarnation < of.incarnation;
	if (!isHeld || !isBehind) return;
	const last = store.incarnations.listOf(kiosk).findLast(({ size }) => size > 0) ?? incarnation;
	const held = store.lines.listAt(kiosk, last.incarnation, last.size)[0];
	store.alarms.raise({
		...{ venue, kiosk, incarnation: asked.incarnation, kind: "truncation", seq: asked.size + 1 },
		...{ evidence: JSON.stringify(asked), held: held?.line ?? null, heldAt: held?.receivedAt ?? null },
		...{ batch: null, at: nowMs },
	});
}
