import { alarmCommand, alarmsCommand } from "./alarms.ts";
import { carryInCommand, carryOutCommand } from "./carry.ts";
import type { Command } from "./command.ts";
import { enrolCommand } from "./enrol.ts";
import { healthCommand } from "./health.ts";
import { initCommand, keysInitCommand } from "./keys/init.ts";
import { keysInspectCommand } from "./keys/inspect.ts";
import { keysPublishCommand } from "./keys/publish.ts";
import { keysReplaceCommand } from "./keys/replace.ts";
import { keysRotateCommand } from "./keys/rotate.ts";
import { keysSignCommand } from "./keys/sign.ts";
import { demoCommand } from "./programme/demo.ts";
import { bookingsCommand, programmeCommand, publishCommand, withdrawCommand } from "./programme/load.ts";
import { paperCommand, paperInCommand } from "./programme/paper.ts";
import { conflictsCommand, journalCommand, settlementCommand, standingsCommand } from "./records.ts";
import { kiosksCommand, linkCommand, venuesCommand, voucherCommand } from "./reports.ts";
import { revokeCommand } from "./revoke.ts";
import { serveCommand } from "./serve.ts";
import { signerCommand } from "./signer.ts";
import { signerLogCommand } from "./signerLog.ts";

/** All commands of `pailou`, in the order of its help. */
export const commands: readonly Command[] = [
	initCommand,
	signerCommand,
	serveCommand,
	demoCommand,
	programmeCommand,
	bookingsCommand,
	publishCommand,
	withdrawCommand,
	paperCommand,
	paperInCommand,
	revokeCommand,
	enrolCommand,
	carryInCommand,
	carryOutCommand,
	healthCommand,
	venuesCommand,
	kiosksCommand,
	voucherCommand,
	linkCommand,
	standingsCommand,
	settlementCommand,
	conflictsCommand,
	alarmsCommand,
	alarmCommand,
	journalCommand,
	signerLogCommand,
	keysInitCommand,
	keysRotateCommand,
	keysSignCommand,
	keysPublishCommand,
	keysInspectCommand,
	keysReplaceCommand,
];
