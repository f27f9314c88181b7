import type { Day } from "../../../core/identity.ts";
import type { HubContext } from "../context.ts";
import { settleVouchers } from "../journals/settleVouchers.ts";
import type { IssuedVoucher } from "../store/vouchers.ts";
import { type PaperTick, type RefusedTick, refuseTick } from "./paperTicks.ts";

/** `rows` = admitted + same + takenBack + refused. A conflict is a row that was ticked, and admitted elsewhere too. */
export type PaperReport = {
	readonly rows: number;
	readonly admitted: number;
	readonly same: number;
	readonly takenBack: number;
	readonly refused: number;
	readonly refusals: readonly RefusedTick[];
	readonly conflicts: readonly { readonly booking: string; readonly party: number; readonly admitted: number }[];
};

type PaperContext = Pick<HubContext, "store" | "clock">;
type Outcome = "admitted" | "same" | "takenBack" | RefusedTick;

/** Records the ticks of one venue and day, in one transaction. A row that is typed twice is admitted once. */
export function admitFromPaper(
	hub: PaperContext,
	venue: number,
	day: Day,
	by: string,
	ticks: readonly (PaperTick | RefusedTick)[],
): PaperReport {
	const { store } = hub;
	return store.transact(() => {
		const counts = { admitted: 0, same: 0, takenBack: 0 };
		const refusals: RefusedTick[] = [];
		const conflicts = new Map<string, PaperReport["conflicts"][number]>();
		const vouchers = store.vouchers.listOfDay(venue, day);
		for (const tick of ticks) {
			const voucher = "reason" in tick ? tick : findVoucher(vouchers, tick);
			if ("reason" in tick || "reason" in voucher) {
				if ("reason" in voucher) refusals.push(voucher);
				continue;
			}
			const outcome = applyTick(hub, by, voucher, tick);
			if (typeof outcome !== "string") {
				refusals.push(outcome);
				continue;
			}
			counts[outcome]++;
			const { booking, party } = voucher;
			const admitted = store.standings.find(voucher)?.admitted ?? 0;
			if (admitted > party) conflicts.set(booking, { booking, party, admitted });
		}
		return { rows: ticks.length, ...counts, refused: refusals.length, refusals, conflicts: [...conflicts.values()] };
	});
}

/** The one voucher whose short number ends so, with this card. */
function findVoucher(vouchers: readonly IssuedVoucher[], { line, text, number, card }: PaperTick) {
	const found = vouchers.filter((voucher) => voucher.number.endsWith(number) && voucher.card === card);
	const [voucher, other] = found;
	if (voucher !== undefined && other === undefined) return voucher;
	const wanted = "look at the list again: is it of this venue and day?";
	if (voucher === undefined)
		return refuseTick(line, "number", text, "no booking of the day has this number and card", wanted);
	const reason = `${found.length} bookings of the day have this number and card`;
	return refuseTick(line, "number", text, reason, "type as many digits of the number as the list shows");
}

function applyTick({ store, clock }: PaperContext, by: string, voucher: IssuedVoucher, tick: PaperTick): Outcome {
	const { venue, day, row, session, party } = voucher;
	const { line, text, persons } = tick;
	const held = store.movements.listPaper(voucher).find(({ voidedAt }) => voidedAt === null) ?? null;
	const atMs = clock.nowMs();
	if (persons === 0) {
		if (held === null) return refuseTick(line, "persons", text, "there is no tick to take back", "leave the line out");
		store.movements.voidPaper(held, by, atMs);
		settleVouchers(store, [voucher], atMs);
		return "takenBack";
	}
	if (persons !== null && persons > party) {
		return refuseTick(line, "persons", text, `the party is ${party}`, "correct the number of persons");
	}
	if (held !== null) {
		if (persons === null || persons === held.persons) return "same";
		const reason = `${held.by} typed it in before with ${held.persons}`;
		return refuseTick(line, "persons", text, reason, "take that back first by a line with 0 persons");
	}
	store.movements.addPaper({ venue, day, row, session, persons: persons ?? party, by, at: atMs });
	settleVouchers(store, [voucher], atMs);
	return "admitted";
}
