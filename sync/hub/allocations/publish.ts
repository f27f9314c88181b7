import { AllocationHeader, computeAllocationRoot } from "../../../core/allocation/allocation.ts";
import { chooseBucketBits, packRows, splitBuckets } from "../../../core/allocation/bucket.ts";
import type { Row } from "../../../core/allocation/row.ts";
import { hashShortNumbers, packShortNumbers } from "../../../core/allocation/shortNumber.ts";
import { decodeText, fromBase64 } from "../../../core/bytes/bytes.ts";
import type { Day } from "../../../core/identity.ts";
import { openEnvelope, payloadTypes } from "../../../core/trust/envelope.ts";
import { crypto } from "../../crypto/signature.ts";
import { describeError } from "../../log.ts";
import { createPinoLog } from "../../pinoLog.ts";
import { isDatabaseUnwritable } from "../../sqlite.ts";
import { placeOf, validityOf } from "../bookings/issueVouchers.ts";
import type { HubContext } from "../context.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { payloadDigest, signNextVersion } from "../signing/signer.ts";
import type { Publication, PublicationSummary } from "../store/allocations.ts";
import type { VenueDay } from "../store/days.ts";
import { type PlacedSession, publicSessionOf } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import type { IssuedVoucher } from "../store/vouchers.ts";
import { sealDaySecrets } from "./sealDaySecrets.ts";

export type PublishedVersion = {
	readonly venue: number;
	readonly day: Day;
	readonly version: number;
	readonly rows: number;
};
/** A list that was not published, and why. */
export type UnpublishedDay = { readonly venue: number; readonly day: Day; readonly reason: string };
export type PublicationReport = {
	readonly published: readonly PublishedVersion[];
	readonly unchanged: number;
	readonly left: readonly UnpublishedDay[];
};

/** Attempts of one publication: each fails only if another publication succeeded meanwhile. */
const mostAttempts = 5;

/** Publishes what changed since the last version, of one venue and day or of all. */
export async function publish(
	hub: HubContext,
	venue: number | null,
	day: Day | null,
): Promise<PublicationReport | Refusal> {
	const days = hub.store.days.list(venue, day).filter((one) => isPublishable(hub.store, one));
	if (days.length === 0) {
		return refuse("nothingToPublish", "The programme has no such venue or day. Load it, or name another.");
	}
	const published: PublishedVersion[] = [];
	const left: UnpublishedDay[] = [];
	let signerRefusal: Refusal | null = null;
	for (const one of days) {
		const result: DayResult = signerRefusal ?? (await tryToPublishDay(hub, one));
		if (result === "unchanged") continue;
		if (!isRefusal(result)) {
			published.push(result);
			continue;
		}
		if (days.length === 1) return result;
		// A signer that is away, or has signed enough for now, signs none of the others either.
		if (result.retryAfterS !== undefined) signerRefusal = result;
		left.push({ venue: one.venue, day: one.day, reason: result.message });
	}
	if (signerRefusal !== null && left.length === days.length) return signerRefusal;
	return { published, unchanged: days.length - published.length - left.length, left };
}

/** A day that was withdrawn before it was published has no list, and needs none. */
function isPublishable(store: Store, { venue, day, withdrawnAt }: VenueDay): boolean {
	return withdrawnAt === null || store.allocations.findLatest(venue, day) !== null;
}

type DayResult = PublishedVersion | Refusal | "unchanged";

/** What prevents one list is returned, a fault of our own too, so that the others are published all the same. */
async function tryToPublishDay(hub: HubContext, venueDay: VenueDay): Promise<DayResult> {
	const { venue, day } = venueDay;
	try {
		const publication = await publishDay(hub, venueDay);
		if (publication === null) return "unchanged";
		if (isRefusal(publication)) return publication;
		return { venue, day, version: publication.version, rows: publication.rowCount };
	} catch (error) {
		if (isDatabaseUnwritable(error)) throw error;
		createPinoLog(hub.logger).error("listNotPublished", { venue, day, ...describeError(error) });
		return refuse(
			"listNotPublished",
			`The list of venue ${venue} on ${day} could not be made. The hub's log says why.`,
		);
	}
}

async function publishDay(hub: HubContext, day: VenueDay): Promise<Publication | Refusal | null> {
	const last = hub.store.allocations.findLatest(day.venue, day.day);
	const sealedKeys = await sealDaySecrets(hub, day, last === null ? [] : readHeader(last).sealedKeys);
	const next = draftVersion(hub.store, day, last, sealedKeys);
	if (last !== null && hasSameContent(readHeader(last), next.header) && isSignedByCurrentKey(hub, last)) return null;
	return signAndStoreVersion(hub, day, last, next);
}

/**
 * Publishes the next version of a day whose kiosks have new keys: the same list, sealed to those keys too. Bookings that
 * changed since the last version are not included; an officer publishes them.
 */
export async function republishToNewKeys(hub: HubContext, venue: number, day: Day): Promise<Refusal | null> {
	const one = hub.store.days.find(venue, day);
	for (let attempt = 1; one !== null; attempt++) {
		const last = hub.store.allocations.findLatest(venue, day);
		if (last === null) return null;
		const before = readHeader(last);
		const sealedKeys = await sealDaySecrets(hub, one, before.sealedKeys);
		const header = { ...before, version: last.version + 1, previous: last.digest, sealedKeys };
		const rows = hub.store.allocations.findRows(venue, day, last.version);
		if (rows === null || hasSameContent(before, header)) return null;
		const numbers = hub.store.allocations.findShortNumbers(venue, day, last.version);
		const result = await signAndStoreVersion(hub, one, last, { header, rows, numbers });
		if (!isRefusal(result)) return null;
		// Somebody else published, or had a version signed, since `last` was read: start again from the newest version.
		const isOvertaken = result.code === "publishedMeanwhile" || result.code === "versionSigned";
		if (!isOvertaken || attempt >= mostAttempts) return result;
	}
	return null;
}

async function signAndStoreVersion(
	hub: HubContext,
	day: VenueDay,
	last: PublicationSummary | null,
	{ header: drafted, rows, numbers }: Draft,
): Promise<Publication | Refusal> {
	const { store, signer, clock } = hub;
	const next = await signNextVersion(drafted.version, (version) => signer.signAllocation({ ...drafted, version }));
	if (isRefusal(next)) return next;
	const { signed, envelope } = next;
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
	return store.transact(() => {
		// Another publication may have been stored while the signer was asked.
		if (store.allocations.findLatest(day.venue, day.day)?.version !== last?.version) {
			return refuse("publishedMeanwhile", `Someone else published ${day.day} just now. Publish again.`);
		}
		if (day.bucketBits === null) store.days.fixBucketBits(day.venue, day.day, header.bucketBits);
		store.allocations.add(publication);
		return publication;
	});
}

type Draft = Pick<Publication, "rows" | "numbers"> & { readonly header: AllocationHeader };

/** The next version of a day's header, its rows and the index of their short numbers. */
function draftVersion(
	store: Store,
	day: VenueDay,
	last: PublicationSummary | null,
	sealedKeys: AllocationHeader["sealedKeys"],
): Draft {
	const venue = store.venues.find(day.venue);
	if (venue === null) throw new Error(`A day is of venue ${day.venue}, which is not there.`);
	const sessions = store.sessions.listOfDay(day.venue, day.day);
	const issued = store.vouchers.listOfDay(day.venue, day.day);
	const bySession = new Map(sessions.map((session) => [session.session, session]));
	const rows = packRows(issued.map((voucher) => rowOf(voucher, bySession.get(voucher.session))));
	const bucketBits = day.bucketBits ?? chooseBucketBits(issued.length);
	const buckets = splitBuckets(rows, bucketBits);
	if ("kind" in buckets) throw new Error(`Venue ${day.venue} has two vouchers of one row on ${day.day}.`);
	const numbers = day.shortNumbers ? packShortNumbers(issued, day.allocationKey, crypto) : null;
	const header: AllocationHeader = {
		v: 1,
		venue: day.venue,
		venueTitle: venue.title,
		programme: day.programme,
		day: day.day,
		version: (last?.version ?? 0) + 1,
		rowCount: issued.length,
		bucketBits,
		root: computeAllocationRoot(buckets, crypto),
		previous: last?.digest ?? null,
		opensAt: day.opensAt,
		closesAt: day.closesAt,
		sessions: sessions.filter(({ withdrawnAt }) => withdrawnAt === null).map(publicSessionOf),
		policy: { unlisted: "refuse" },
		baseRoster: null,
		sealedKeys,
		numbers: numbers === null ? null : hashShortNumbers(numbers, crypto),
		venues: store.venues
			.list()
			.filter(({ withdrawnAt }) => withdrawnAt === null)
			.map(({ venue: number, title }) => ({ venue: number, title })),
	};
	return { header, rows, numbers };
}

/** The row has the session's current times, not the times in the voucher: codes stay valid when a session is postponed. */
function rowOf(issued: IssuedVoucher, session: PlacedSession | undefined): Row {
	if (session === undefined) throw new Error(`The booking ${issued.booking} is for a session of another day.`);
	const { row: key, activity, party, issue, state, card } = issued;
	const { session: number, rotating } = session;
	const place = placeOf(issued, session);
	return { key, activity, session: number, party, issue, state, card, place, rotating, ...validityOf(session) };
}

function readHeader(publication: PublicationSummary): AllocationHeader {
	const payload = fromBase64(publication.envelope.payload);
	if (payload === null) throw new Error(`The header of ${publication.day} is not base64.`);
	return AllocationHeader.parse(JSON.parse(decodeText(payload)));
}

/** After a rotation kiosks reject what the old key signed. */
function isSignedByCurrentKey({ roots }: HubContext, { envelope }: PublicationSummary): boolean {
	const { allocator } = roots.newest().root.roles;
	return openEnvelope(envelope, payloadTypes.allocation, allocator, crypto).kind === "payload";
}

function hasSameContent(last: AllocationHeader, next: AllocationHeader): boolean {
	const content = (header: AllocationHeader) => JSON.stringify({ ...header, version: 0, previous: null });
	return content(last) === content(next);
}
