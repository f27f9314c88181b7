import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { hashLeaves, splitBuckets } from "../../../core/allocation/bucket.ts";
import { makeDelta } from "../../../core/allocation/delta.ts";
import { concat } from "../../../core/bytes/bytes.ts";
import type { Day } from "../../../core/identity.ts";
import { mostBucketsPerRequest } from "../../../core/protocol/protocol.ts";
import { crypto } from "../../crypto/signature.ts";
import { HttpError, parseInput } from "../../httpError.ts";
import { createLruCache } from "../../lruCache.ts";
import type { HubContext } from "../context.ts";
import type { Auth } from "../http/auth.ts";
import { sendBytes } from "../http/ranges.ts";
import { dayParameter, parseVersion, unpublishedError, versionParameter } from "./allocation.ts";

/** Thousands of kiosks request the same delta within a minute, so results are cached. */
const mostCachedBytes = 32 * 1024 * 1024;
const mostCachedAnswers = 256;

/** A delta up to this size is always sent; a larger one only if it is at most half as long as the list. */
const smallDeltaBytes = 64 * 1024;

const DeltaQuery = z.object({ from: z.string() });
const BucketsQuery = z.object({ of: z.string().max(mostBucketsPerRequest * 8) });

/** Deltas between two versions of a list; and its leaf hashes and buckets, with which a kiosk repairs a damaged copy. */
export function routeDelta(app: FastifyInstance, { store }: HubContext, auth: Auth): void {
	// Null is cached too: no delta is shorter than the whole list.
	const recent = createLruCache<Uint8Array | null>({
		mostKeys: mostCachedAnswers,
		bytes: { most: mostCachedBytes, of: (bytes) => bytes?.length ?? 0 },
	});

	app.get("/v1/kiosks/:kiosk/allocations/:day/versions/:version/delta", (request, reply) => {
		const list = listIn(request);
		const { venue, day, version } = list;
		const from = parseVersion(parseInput(DeltaQuery, request.query, "The question").from);
		if (from >= version) throw new HttpError(400, "badRequest", "A delta leads from a version to a later one.");
		const delta = recent.getOrMake(`delta ${venue} ${day} ${from} ${version}`, () => deltaOf(list, from));
		if (delta === null) {
			throw new HttpError(
				410,
				"noDelta",
				`From version ${from} of ${day} there is no way shorter than the whole list.`,
			);
		}
		return sendBytes(request, reply, delta);
	});

	app.get("/v1/kiosks/:kiosk/allocations/:day/versions/:version/leaves", (request, reply) => {
		const list = listIn(request);
		const { venue, day, version } = list;
		const leaves = recent.getOrMake(`leaves ${venue} ${day} ${version}`, () =>
			hashLeaves(bucketsOf(list) ?? [], crypto),
		);
		return sendBytes(request, reply, leaves ?? new Uint8Array(0));
	});

	app.get("/v1/kiosks/:kiosk/allocations/:day/versions/:version/buckets", (request, reply) => {
		const list = listIn(request);
		const asked = parseBuckets(request);
		const buckets = bucketsOf(list) ?? [];
		const rows = asked.map((bucket) => buckets[bucket]).filter((bucket) => bucket !== undefined);
		if (rows.length < asked.length) {
			throw new HttpError(400, "badRequest", `The list has ${buckets.length} buckets, and not all of those asked for.`);
		}
		return sendBytes(request, reply, concat(...rows));
	});

	type List = { readonly venue: number; readonly day: Day; readonly version: number };

	function listIn(request: FastifyRequest): List {
		const { venue } = auth.requireLogin(request);
		const [day, version] = [dayParameter(request), versionParameter(request)];
		if (!store.allocations.has(venue, day, version)) throw unpublishedError(venue, day);
		return { venue, day, version };
	}

	/** Null where a version is unknown, or the delta would save nothing: then the kiosk downloads the list. */
	function deltaOf(list: List, from: number): Uint8Array | null {
		const [before, after] = [bucketsOf({ ...list, version: from }), bucketsOf(list)];
		if (before === null || after === null) return null;
		const delta = makeDelta({ version: from, buckets: before }, { version: list.version, buckets: after });
		const most = after.reduce((bytes, { length }) => bytes + length, 0) / 2;
		return delta.length <= Math.max(most, smallDeltaBytes) ? delta : null;
	}

	function bucketsOf({ venue, day, version }: List): readonly Uint8Array[] | null {
		const rows = store.allocations.findRows(venue, day, version);
		const bucketBits = store.days.find(venue, day)?.bucketBits ?? null;
		if (rows === null || bucketBits === null) return null;
		const buckets = splitBuckets(rows, bucketBits);
		if ("kind" in buckets) throw new Error(`The rows of ${day}, version ${version}, are not in their order.`);
		return buckets;
	}
}

function parseBuckets(request: FastifyRequest): readonly number[] {
	const { of } = parseInput(BucketsQuery, request.query, "The question");
	const asked = of.split(",").map((one) => (/^\d{1,7}$/.test(one) ? Number(one) : -1));
	const isAscending = asked.every((bucket, i) => bucket > (asked[i - 1] ?? -1));
	if (isAscending && asked.length <= mostBucketsPerRequest) return asked;
	throw new HttpError(
		400,
		"badRequest",
		`Up to ${mostBucketsPerRequest} buckets are asked for as 3,17,204, ascending.`,
	);
}
