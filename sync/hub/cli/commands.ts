import { alarm, alarms } from "./alarms.ts";
import { carryIn, carryOut } from "./carry.ts";
import type { Command } from "./command.ts";
import { demo } from "./demo.ts";
import { enrol } from "./enrol.ts";
import { init, keysInit } from "./keys/init.ts";
import { keysInspect } from "./keys/inspect.ts";
import { keysPublish } from "./keys/publish.ts";
import { keysRotate } from "./keys/rotate.ts";
import { keysSign } from "./keys/sign.ts";
import { bookings, programme, publish } from "./load.ts";
import { conflicts, journal, standings } from "./records.ts";
import { kiosks, venues, voucher } from "./reports.ts";
import { revoke } from "./revoke.ts";
import { serve } from "./serve.ts";
import { signer } from "./signer.ts";
import { signerLog } from "./signerLog.ts";

/** All of `pailou`, in the order of its help. */
export const commands: readonly Command[] = [
	init,
	signer,
	serve,
	demo,
	programme,
	bookings,
	publish,
	revoke,
	enrol,
	carryIn,
	carryOut,
	venues,
	kiosks,
	voucher,
	standings,
	conflicts,
	alarms,
	alarm,
	journal,
	signerLog,
	keysInit,
	keysRotate,
	keysSign,
	keysPublish,
	keysInspect,
];
