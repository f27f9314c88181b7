import { makeRow, makeVoucherId, mintCode, voucher } from "../core/venueDay.ts";
import { openOfflineKiosk } from "../main/offlineKiosk.ts";

/** A kiosk that scans without pause; run in a process of its own, to be killed or to fill its disk. */
const [path = "", count = "5000"] = process.argv.slice(2);
const vouchers = Array.from({ length: Number(count) }, (_, i) => ({
	...voucher,
	id: makeVoucherId(i),
	party: 2,
	session: 11,
}));
const { checkIn, journal } = openOfflineKiosk(
	path,
	vouchers.map((one) => makeRow(one)),
);
process.stdout.write("ready\n");
for (const one of vouchers) {
	const offered = checkIn.scan(mintCode(one), "camera");
	const verdict = offered.kind === "offered" ? checkIn.admit(offered.offer, 1) : offered;
	// Printed as soon as the verdict is known: every admission printed was shown to a person.
	if (verdict.kind === "admitted") process.stdout.write(`admitted ${one.id} ${verdict.line}\n`);
	if (verdict.kind === "refused" && verdict.refusal.reason === "notRecorded") {
		process.stdout.write(`refused ${verdict.refusal.why} ${journal.head().seq}\n`);
		break;
	}
}
