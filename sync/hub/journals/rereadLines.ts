import { readLine } from "../../../core/journal/journal.ts";
import { crypto } from "../../crypto/signature.ts";
import type { VoucherRow } from "../store/standings.ts";
import type { Store } from "../store/store.ts";
import { readChain } from "./chain.ts";
import { findLineFlag, ofBranchIn } from "./ingest.ts";
import { settleVouchers } from "./settleVouchers.ts";
import { applyEntry } from "./standings.ts";

/**
 * Applies the stored lines that an earlier version of the hub could not read and this one can. To be called once when the
 * hub starts. Returns how many they were.
 */
export function rereadLines(store: Store, nowMs: number): number {
	return store.transact(() => {
		const since = store.movements.newestArrival();
		const moved: VoucherRow[] = [];
		let read = 0;
		for (const stored of store.lines.listUnreadable()) {
			const { kiosk, incarnation, branch, seq } = stored;
			const publicKey = Buffer.from(store.kiosks.find(kiosk)?.publicKey ?? "", "hex");
			const reading = readLine(stored.line, publicKey, crypto);
			const of = store.incarnations.find(kiosk, incarnation);
			if (reading.kind === "broken" || reading.entry === null || of === null) continue;
			const { entry } = reading;
			read++;
			store.lines.setRead(stored, entry.kind, entry.at);
			const flag = findLineFlag(entry);
			if (flag !== null) store.lines.setFlag(stored, flag);
			const isLate = seq > (store.revocations.findLastHonoured(kiosk, incarnation) ?? seq);
			if (isLate) store.lines.setFlag(stored, "afterRevocation");
			const ofBranch = ofBranchIn(readChain(store, of), branch, entry);
			const voucher = isLate ? null : applyEntry(store, entry, { branch, ofBranch }, nowMs);
			if (voucher !== null) moved.push(voucher);
		}
		settleVouchers(store, moved, nowMs, since);
		return read;
	});
}
