import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { hashLeaves, splitBuckets } from "../../../core/allocation/bucket.ts";
import { makeDelta } from "../../../core/allocation/delta.ts";
import { concat } from "../../../core/bytes/bytes.ts";
import type { Day } from "../../../core/identity.ts";
import { mostBucketsPerRequest } from "../../../core/protocol/protocol.ts";
import { hash } from "../../crypto/signature.ts";
import { admitShape, Refused } from "../../refused.ts";
import type { Surroundings } from "../context.ts";
import type { Gate } from "../http/auth.ts";
import { openRecent } from "../http/lruCache.ts";
import { sendOctets } from "../http/ranges.ts";
import { dayIn, unpublished, versionIn, versionOf } from "./allocation.ts";

const mostRecentBytes = 32 * 1024 * 1024;

/** A delta of up to so many bytes is made of any list; above it the list itself must be twice as long. */
const smallDeltaBytes = 64 * 1024;

const DeltaQuery = z.object({ from: z.string() });
const BucketsQuery = z.object({ of: z.string().max(mostBucketsPerRequest * 8) });

/** What leads from one version of a list to another, and what mends it where that fails. */
export function routeDelta(app: FastifyInstance, { store }: Surroundings, gate: Gate): void {
	const recent = openRecent(mostRecentBytes);

	app.get("/v1/kiosks/:kiosk/allocations/:day/versions/:version/delta", (request, reply) => {
		const list = listIn(request);
		const { venue, day, version } = list;
		const from = versionOf(admitShape(DeltaQuery, request.query, "The question").from);
		if (from >= version) throw new Refused(400, "badRequest", "A delta leads from a version to a later one.");
		const delta = recent.find(`delta ${venue} ${day} ${from} ${version}`, () => deltaOf(list, from));
		if (delta === null) {
			throw new Refused(410, "noDelta", `From version ${from} of ${day} there is no way shorter than the whole list.`);
		}
		return sendOctets(request, reply, delta);
	});

	app.get("/v1/kiosks/:kiosk/allocations/:day/versions/:version/leaves", (request, reply) => {
		const list = listIn(request);
		const { venue, day, version } = list;
		const leaves = recent.find(`leaves ${venue} ${day} ${version}`, () => hashLeaves(bucketsOf(list) ?? [], hash));
		return sendOctets(request, reply, leaves ?? new Uint8Array(0));
	});

	app.get("/v1/kiosks/:kiosk/allocations/:day/versions/:version/buckets", (request, reply) => {
		const list = listIn(request);
		const asked = bucketsAsked(request);
		const buckets = bucketsOf(list) ?? [];
		const rows = asked.map((bucket) => buckets[bucket]).filter((bucket) => bucket !== undefined);
		if (rows.length < asked.length) {
			throw new Refused(400, "badRequest", `The list has ${buckets.length} buckets, and not all of those asked for.`);
		}
		return sendOctets(request, reply, concat(...rows));
	});

	type List = { readonly venue: number; readonly day: Day; readonly version: number };

	function listIn(request: FastifyRequest): List {
		const { venue } = gate.itself(request);
		const [day, version] = [dayIn(request), versionIn(request)];
		if (!store.allocations.has(venue, day, version)) throw unpublished(venue, day);
		return { venue, day, version };
	}

	/** Null when it is not held, or would save nothing: then the window fetches the list. */
	function deltaOf(list: List, from: number): Uint8Array | null {
		const [before, after] = [bucketsOf({ ...list, version: from }), bucketsOf(list)];
		if (before === null || after === null) return null;
		const delta = makeDelta({ version: from, buckets: before }, { version: list.version, buckets: after });
		const most = after.reduce((bytes, { length }) => bytes + length, 0) / 2;
		return delta.length <= Math.max(most, smallDeltaBytes) ? delta : null;
	}

	function bucketsOf({ venue, day, version }: List): readonly Uint8Array[] | null {
		const rows = store.allocations.rowsOf(venue, day, version);
		const bucketBits = store.days.find(venue, day)?.bucketBits ?? null;
		if (rows === null || bucketBits === null) return null;
		const buckets = splitBuckets(rows, bucketBits);
		if ("kind" in buckets) throw new Error(`The rows of ${day}, version ${version}, are not in their order.`);
		return buckets;
	}
}

function bucketsAsked(request: FastifyRequest): readonly number[] {
	const { of } = admitShape(BucketsQuery, request.query, "The question");
	const asked = of.split(",").map((one) => (/^\d{1,7}$/.test(one) ? Number(one) : -1));
	const isAscending = asked.every((bucket, i) => bucket > (asked[i - 1] ?? -1));
	if (isAscending && asked.length <= mostBucketsPerRequest) return asked;
	throw new Refused(400, "badRequest", `Up to ${mostBucketsPerRequest} buckets are asked for as 3,17,204, ascending.`);
}
