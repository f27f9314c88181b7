import { AllocationHeader, computeAllocationRoot } from "../../../core/allocation/allocation.ts";
import { chooseBucketBits, packRows, splitBuckets } from "../../../core/allocation/bucket.ts";
import type { Row } from "../../../core/allocation/row.ts";
import { hashShortNumbers, packShortNumbers } from "../../../core/allocation/shortNumber.ts";
import { decodeText, fromBase64 } from "../../../core/bytes/bytes.ts";
import type { Day } from "../../../core/identity.ts";
import { openEnvelope, payloadTypes } from "../../../core/trust/envelope.ts";
import { hash, mac, verify } from "../../crypto/signature.ts";
import { Refused } from "../../refused.ts";
import { placeOf, validity } from "../bookings/issueVouchers.ts";
import type { Surroundings } from "../context.ts";
import { payloadDigest, signAbove } from "../signing/signer.ts";
import type { Latest, Publication } from "../store/allocations.ts";
import type { VenueDay } from "../store/days.ts";
import { type PlacedSession, toldOf } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import type { Issued } from "../store/vouchers.ts";
import { sealSecrets } from "./sealDaySecrets.ts";

export type Published = { readonly venue: number; readonly day: Day; readonly version: number; readonly rows: number };
export type PublicationReport = { readonly published: readonly Published[]; readonly unchanged: number };

/** Publications end one another's attempts; nobody publishes without end. */
const mostAttempts = 5;

/** Publishes what changed since the last version, of one venue and day or of all. */
export async function publish(hub: Surroundings, venue: number | null, day: Day | null): Promise<PublicationReport> {
	const days = hub.store.days.some(venue, day);
	if (days.length === 0) {
		throw new Refused(404, "nothingToPublish", "The programme has no such venue or day. Load it, or name another.");
	}
	const published: Published[] = [];
	for (const one of days) {
		const publication = await publishDay(hub, one);
		if (publication === null) continue;
		published.push({ venue: one.venue, day: one.day, version: publication.version, rows: publication.rowCount });
	}
	return { published, unchanged: days.length - published.length };
}

async function publishDay(hub: Surroundings, day: VenueDay): Promise<Publication | null> {
	const last = hub.store.allocations.latest(day.venue, day.day);
	const sealedKeys = await sealSecrets(hub, day, last === null ? [] : headerOf(last).sealedKeys);
	const next = draft(hub.store, day, last, sealedKeys);
	if (last !== null && saysTheSame(headerOf(last), next.header) && isStillBelieved(hub, last)) return null;
	return putVersion(hub, day, last, next);
}

/**
 * The next version of a published day, when its windows have made keys since: the same list, sealed to them too. What
 * bookings changed meanwhile stays for the officer to publish.
 */
export async function sealAnew(hub: Surroundings, venue: number, day: Day): Promise<void> {
	const one = hub.store.days.find(venue, day);
	for (let attempt = 1; one !== null; attempt++) {
		const last = hub.store.allocations.latest(venue, day);
		if (last === null) return;
		const before = headerOf(last);
		const sealedKeys = await sealSecrets(hub, one, before.sealedKeys);
		const header = { ...before, version: last.version + 1, previous: last.digest, sealedKeys };
		const rows = hub.store.allocations.rowsOf(venue, day, last.version);
		if (rows === null || saysTheSame(before, header)) return;
		try {
			const numbers = hub.store.allocations.numbersOf(venue, day, last.version);
			await putVersion(hub, one, last, { header, rows, numbers });
			return;
		} catch (error) {
			// An officer publishes at this very moment.
			const isMeanwhile = error instanceof Refused && error.status === 409;
			if (!isMeanwhile || attempt >= mostAttempts) throw error;
		}
	}
}

async function putVersion(
	hub: Surroundings,
	day: VenueDay,
	last: Latest | null,
	{ header: drafted, rows, numbers }: Draft,
): Promise<Publication> {
	const { store, signer, clock } = hub;
	const { signed, envelope } = await signAbove(drafted.version, (version) =>
		signer.sealAllocation({ ...drafted, version }),
	);
	const header = { ...drafted, version: signed };
	const { version, rowCount } = header;
	const digest = payloadDigest(envelope);
	const publishedAt = clock.nowMs();
	const publication = {
		venue: day.venue,
		day: day.day,
		version,
		digest,
		envelope,
		rowCount,
		rows,
		numbers,
		publishedAt,
	};
	store.transact(() => {
		// Signing is a promise, so another publication may have come between.
		if (store.allocations.latest(day.venue, day.day)?.version !== last?.version) {
			throw new Refused(409, "publishedMeanwhile", `Someone else published ${day.day} just now. Publish again.`);
		}
		if (day.bucketBits === null) store.days.fixBucketBits(day.venue, day.day, header.bucketBits);
		store.allocations.add(publication);
	});
	return publication;
}

type Draft = Pick<Publication, "rows" | "numbers"> & { readonly header: AllocationHeader };

/** The next version of a day's header, its rows and the index of their short numbers. */
function draft(store: Store, day: VenueDay, last: Latest | null, sealedKeys: AllocationHeader["sealedKeys"]): Draft {
	const venue = store.venues.find(day.venue);
	if (venue === null) throw new Error(`A day is of venue ${day.venue}, which is not there.`);
	const sessions = store.sessions.ofDay(day.venue, day.day);
	const issued = store.vouchers.ofDay(day.venue, day.day);
	const bySession = new Map(sessions.map((session) => [session.session, session]));
	const rows = packRows(issued.map((voucher) => rowOf(voucher, bySession.get(voucher.session))));
	const bucketBits = day.bucketBits ?? chooseBucketBits(issued.length);
	const buckets = splitBuckets(rows, bucketBits);
	if ("kind" in buckets) throw new Error(`Venue ${day.venue} has two vouchers of one row on ${day.day}.`);
	const numbers = day.shortNumbers ? packShortNumbers(issued, day.allocationKey, mac) : null;
	const header: AllocationHeader = {
		v: 1,
		venue: day.venue,
		venueTitle: venue.title,
		programme: day.programme,
		day: day.day,
		version: (last?.version ?? 0) + 1,
		rowCount: issued.length,
		bucketBits,
		root: computeAllocationRoot(buckets, hash),
		previous: last?.digest ?? null,
		opensAt: day.opensAt,
		closesAt: day.closesAt,
		sessions: sessions.map(toldOf),
		policy: { unlisted: "refuse" },
		baseRoster: null,
		sealedKeys,
		numbers: numbers === null ? null : hashShortNumbers(numbers, hash),
		venues: store.venues.all().map(({ venue: number, title }) => ({ venue: number, title })),
	};
	return { header, rows, numbers };
}

/** The row's times are the session's of now, not the voucher's of then: a session that was put off still honours its codes. */
function rowOf(issued: Issued, session: PlacedSession | undefined): Row {
	if (session === undefined) throw new Error(`The booking ${issued.booking} is for a session of another day.`);
	const { row: key, activity, party, issue, state, card } = issued;
	const { session: number, rotating } = session;
	const place = placeOf(issued, session);
	return { key, activity, session: number, party, issue, state, card, place, rotating, ...validity(session) };
}

function headerOf(publication: Latest): AllocationHeader {
	const payload = fromBase64(publication.envelope.payload);
	if (payload === null) throw new Error(`The header of ${publication.day} is not base64.`);
	return AllocationHeader.parse(JSON.parse(decodeText(payload)));
}

/** After a rotation nobody believes what the old key signed. */
function isStillBelieved({ roots }: Surroundings, { envelope }: Latest): boolean {
	const { allocator } = roots.newest().root.roles;
	return openEnvelope(envelope, payloadTypes.allocation, allocator, verify).kind === "payload";
}

function saysTheSame(last: AllocationHeader, next: AllocationHeader): boolean {
	const content = (header: AllocationHeader) => JSON.stringify({ ...header, version: 0, previous: null });
	return content(last) === content(next);
}
