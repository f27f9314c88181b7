import type { Command } from "./command.ts";
import { demo } from "./demo.ts";
import { enrol } from "./enrol.ts";
import { init } from "./init.ts";
import { bookings, programme, publish } from "./load.ts";
import { alarms, conflicts, journal, standings } from "./records.ts";
import { kiosks, venues, voucher } from "./reports.ts";
import { revoke } from "./revoke.ts";
import { serve } from "./serve.ts";

/** All of `pailou`, in the order of its help. */
export const commands: readonly Command[] = [
	init,
	serve,
	demo,
	programme,
	bookings,
	publish,
	revoke,
	enrol,
	venues,
	kiosks,
	voucher,
	standings,
	conflicts,
	alarms,
	journal,
];
