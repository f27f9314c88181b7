import { type Allocation, verifyAllocation } from "../../core/allocation/allocation.ts";
import type { Row } from "../../core/allocation/row.ts";
import { Day, type RowKey } from "../../core/identity.ts";
import type { TrustState } from "../../core/trust/trustState.ts";
import type { Voucher } from "../../core/voucher/voucher.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { enrolledState } from "../core/trust/publishedDocuments.ts";
import { makeRow, makeVenueDay, makeVoucherId, mintCode, session, voucher } from "../core/venueDay.ts";
import { trustStateWith } from "../main/offlineKiosk.ts";

/** The lists that a hub published on two days, recorded once for all lives. */
export type Edition = { readonly state: TrustState; readonly allocation: Allocation };

const hourMs = 3600_000;
export const lifeStartsAtMs = Date.parse("2026-10-01T09:00:00+08:00");
const days = [0, 1].map((index) => {
	const opensAt = Date.parse("2026-10-01T04:00:00+08:00") + index * 24 * hourMs;
	const at = { startsAt: opensAt + 8 * hourMs, admitFrom: opensAt + 2 * hourMs, admitUntil: opensAt + 19 * hourMs };
	return {
		day: Day.parse(`2026-10-0${index + 1}`),
		opensAt,
		closesAt: opensAt + 24 * hourMs,
		sessions: [
			{ ...session, ...at, session: 11, capacity: 500 },
			{ ...session, ...at, session: 12, capacity: 9 },
		],
		admit: at,
	};
});

const cards = ["0000", "1234", "1234", "9999"];

export const vouchers: readonly Voucher[] = days.flatMap(({ admit }, index) =>
	Array.from({ length: 10 }, (_, i) => ({
		...voucher,
		id: makeVoucherId(index * 100 + i),
		session: i % 3 === 0 ? 12 : 11,
		party: (i % 6) + 1,
		issue: 2,
		notBefore: admit.admitFrom / 1000,
		notAfter: admit.admitUntil / 1000 - 1,
	})),
);

/** Codes that are read as vouchers: of the lists, of an older issue, of nobody, and forged. */
export const codes: readonly string[] = [
	...vouchers.flatMap((one) => [mintCode(one), mintCode(one)]),
	...vouchers.slice(0, 3).map((one) => mintCode({ ...one, issue: 1 })),
	...vouchers.slice(3, 6).map((one) => mintCode({ ...one, issue: 3, party: 6 })),
	mintCode({ ...voucher, id: makeVoucherId(999) }),
	mintCode({ ...voucher, venue: 3 }),
	mintCode(voucher, "stranger"),
];

export const rowKeys: readonly RowKey[] = vouchers.map((one) => makeRow(one).key);
/** The most persons that any list or code ever gave a voucher. */
export const mostPersons = 6;

function rowsOf(index: number, version: number): readonly Row[] {
	return vouchers.slice(index * 10, index * 10 + 10).map((one, i) =>
		makeRow(one, {
			card: cards[i % cards.length] ?? null,
			place: i + 1,
			party: version > 1 && i % 4 === 0 ? 6 : one.party,
			state: version > 2 && i === 1 ? "cancelled" : version === 2 && i === 2 ? "blocked" : "live",
		}),
	);
}

function makeEditions(): readonly Edition[] {
	let state = enrolledState;
	const order = [
		[0, 1],
		[0, 2],
		[1, 1],
		[0, 3],
		[1, 2],
	] as const;
	return order.map(([index, version], i) => {
		const { admit: _admit, ...day } = days[index] as (typeof days)[number];
		const made = makeVenueDay(rowsOf(index, version), { ...day, version });
		const allocation = verifyAllocation(made.header, made.rows, crypto);
		if ("kind" in allocation) throw new Error(allocation.why);
		state = trustStateWith(state, made.envelope, lifeStartsAtMs + i * 60_000);
		return { state, allocation };
	});
}

export const editions = makeEditions();
