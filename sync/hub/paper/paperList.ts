import { readRow, rowLength } from "../../../core/allocation/row.ts";
import type { ShortNumber } from "../../../core/allocation/shortNumber.ts";
import type { Day, Title } from "../../../core/identity.ts";
import type { HubContext } from "../context.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { IssuedVoucher } from "../store/vouchers.ts";

/** A row to be ticked. `number` is the end of the short number: four digits, or more where four would be two rows'. */
export type PaperRow = {
	readonly number: string;
	readonly card: string | null;
	readonly party: number;
	/** How many the hub knew to be in when the list was printed. */
	readonly inside: number;
};

export type PaperSession = {
	readonly session: number;
	readonly title: Title;
	readonly hall: Title | null;
	readonly startsAt: number;
	readonly rows: readonly PaperRow[];
};

/** What is printed of the newest published list of a venue and day. Nobody's name and no whole number is in it. */
export type PaperList = {
	readonly venue: number;
	readonly venueTitle: Title;
	readonly day: Day;
	readonly version: number;
	readonly printedAt: number;
	readonly sessions: readonly PaperSession[];
};

const shownDigits = 4;
const allDigits = 11;

export function buildPaperList({ store, clock }: HubContext, venue: number, day: Day): PaperList | Refusal {
	const held = store.venues.find(venue);
	if (held === null) return refuse("unknownVenue", `There is no venue ${venue} in the programme.`);
	const list = store.allocations.findLatest(venue, day);
	const rows = list === null ? null : store.allocations.findRows(venue, day, list.version);
	if (list === null || rows === null) {
		return refuse(
			"nothingToPublish",
			`Venue ${venue} has no published list on ${day}. Publish it first, then print it.`,
		);
	}
	const revoked = new Map(store.revocations.listVouchers(venue).map(({ row, leastIssue }) => [row, leastIssue]));
	const issued = new Map(store.vouchers.listOfDay(venue, day).map((voucher) => [voucher.row, voucher]));
	const ends = new Map(shortestEnds([...issued.values()]).map(({ booking, end }) => [booking, end]));
	const bySession = new Map<number, PaperRow[]>();
	for (let at = 0; at < rows.length; at += rowLength) {
		const { key, state, session, card, party, issue } = readRow(rows, at);
		const voucher = issued.get(key);
		const isRevoked = revoked.has(key) && issue < (revoked.get(key) ?? Number.POSITIVE_INFINITY);
		if (state !== "live" || voucher === undefined || isRevoked) continue;
		const inside = store.standings.find({ venue, day, row: key })?.admitted ?? 0;
		const number = ends.get(voucher.booking) ?? voucher.number;
		const ofSession = bySession.get(session) ?? [];
		ofSession.push({ number, card, party, inside });
		bySession.set(session, ofSession);
	}
	const sessions = store.sessions
		.listOfDay(venue, day)
		.filter(({ session }) => bySession.has(session))
		.toSorted((a, b) => a.startsAt - b.startsAt || a.session - b.session)
		.map(({ session, title, hall, startsAt }) => {
			const sorted = (bySession.get(session) ?? []).toSorted(compareRows);
			return { session, title, hall, startsAt, rows: sorted };
		});
	const { version } = list;
	return { venue, venueTitle: held.title, day, version, printedAt: clock.nowMs(), sessions };
}

/** By the last four digits, which a member reads out first. */
function compareRows(a: PaperRow, b: PaperRow): number {
	const keyOf = ({ number, card }: PaperRow) => `${number.slice(-shownDigits)} ${card ?? ""} ${number}`;
	return keyOf(a) < keyOf(b) ? -1 : 1;
}

type NumberedVoucher = Pick<IssuedVoucher, "booking" | "card"> & { readonly number: ShortNumber };

/** The shortest end of each number, of four digits or more, that with the card is no other voucher's of the day. */
export function shortestEnds(vouchers: readonly NumberedVoucher[]): readonly { booking: string; end: string }[] {
	let open = vouchers;
	const found: { booking: string; end: string }[] = [];
	for (let digits = shownDigits; digits <= allDigits && open.length > 0; digits++) {
		const nameOf = ({ number, card }: NumberedVoucher) => `${number.slice(-digits)} ${card ?? ""}`;
		const counts = new Map<string, number>();
		for (const one of open) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1);
		const isUnique = (one: NumberedVoucher) => digits === allDigits || counts.get(nameOf(one)) === 1;
		for (const one of open) if (isUnique(one)) found.push({ booking: one.booking, end: one.number.slice(-digits) });
		open = open.filter((one) => !isUnique(one));
	}
	return found;
}
