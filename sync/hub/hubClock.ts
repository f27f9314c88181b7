import { type ClockReading, elapsedMs, largestSkewMs } from "../../core/provenTime.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Store } from "./store/store.ts";

/**
 * The hub's time follows its machine's clock in small steps, as time servers make them. A leap of more than two minutes
 * that no sleep explains is not followed: every kiosk would refuse it. The log says so; restarting the hub decides.
 */
export function openHubClock(machine: Clock, sleptMs: () => number, log: Log): Clock {
	const reading = (): ClockReading => ({ wallMs: machine.nowMs(), monoMs: machine.monoMs(), sleptMs: sleptMs() });
	let last = reading();
	let isLeapTold = false;

	function nowMs(): number {
		const now = reading();
		const steadyMs = last.wallMs + elapsedMs(last, now);
		const leapMs = now.wallMs - steadyMs;
		if (Math.abs(leapMs) <= largestSkewMs) {
			last = now;
			isLeapTold = false;
			return now.wallMs;
		}
		if (!isLeapTold) log.error("machineClockLeapt", { byMs: Math.round(leapMs), remedy: "check the clock, restart" });
		isLeapTold = true;
		return Math.round(steadyMs);
	}

	return { ...machine, nowMs };
}

/** The newest moment that the hub wrote down by its own clock, in Unix ms: a clock before it is wrong, or was. */
export function newestRecordedMs({ lines, documents }: Store): number | null {
	const times = [lines.lastReceivedMs(), documents.latestIssuedMs()].filter((atMs) => atMs !== null);
	return times.length === 0 ? null : Math.max(...times);
}

/** An officer says that the clock was wrong and is right now. Enrolment codes must be asked for again: they would live too long. */
export function recordClockCorrection({ lines, documents, enrolmentTickets, transact }: Store, nowMs: number): void {
	transact(() => {
		lines.markClockCorrected();
		documents.markIssuedAfterAsOld(nowMs);
		enrolmentTickets.purge(Number.MAX_SAFE_INTEGER);
	});
}
