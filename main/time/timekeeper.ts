import {
	type ClockEvent,
	type ClockJump,
	type ClockState,
	estimateNowMs,
	largestSkewMs,
	startClock,
	updateClock,
} from "../../core/clock.ts";
import type { ClockStatus } from "../../core/contract/contract.ts";
import type { StaffId } from "../../core/identity.ts";
import type { Clock } from "../../sync/clock.ts";

/** The time used for every decision: see core/clock.ts. While it is uncertain, `nowMs` is only a lower bound. */
export type Timekeeper = Clock & {
	readonly isSure: () => boolean;
	readonly clockShown: () => ClockStatus;
	/** Compares the machine's clocks: every few seconds, and when the system reports that the machine slept. */
	readonly check: (hasWoken: boolean) => void;
	/** Only for a time whose signature was verified, that is newer than any before, and that was signed during the round trip. */
	readonly acceptSignedTime: (issuedMs: number, roundTripMs: number) => void;
	/** False when the time is certain already, or implausible. `by` is the supervisor, if there is one. */
	readonly confirm: (nowMs: number, by: StaffId | null) => boolean;
	/** An unsigned time moves no clock; it is only compared and shown. */
	readonly noteHubTime: (hubTimeMs: number) => void;
	readonly skewMs: () => number | null;
	/** Jumps that are not in the journal yet, oldest first. */
	readonly pendingJumps: () => readonly AttributedJump[];
	/** Drops the oldest `count` jumps: they are in the journal now. */
	readonly dropJumps: (count: number) => void;
};

/** A jump, and the supervisor who confirmed it, if one did. */
export type AttributedJump = ClockJump & { readonly by: StaffId | null };

export function openTimekeeper(machine: Clock, sleptMs: () => number, lastLineMs: number | null): Timekeeper {
	const reading = () => ({ wallMs: machine.nowMs(), monoMs: machine.monoMs(), sleptMs: sleptMs() });
	let state: ClockState = startClock(reading(), lastLineMs);
	let pending: readonly AttributedJump[] = [];
	let hub: { readonly atMs: number; readonly monoMs: number } | null = null;

	function tell(event: ClockEvent, by: StaffId | null = null): boolean {
		const step = updateClock(state, event, reading());
		state = step.state;
		if (step.jump !== null) pending = [...pending, roundJump({ ...step.jump, by })];
		return step.jump !== null;
	}

	function nowMs(): number {
		return Math.round(estimateNowMs(state, reading()));
	}

	return {
		nowMs,
		monoMs: machine.monoMs,
		after: machine.after,
		every: machine.every,
		isSure: () => state.kind === "sure",
		clockShown(): ClockStatus {
			if (state.kind === "sure") return { kind: "sure" };
			return { kind: "unsure", machineMs: machine.nowMs(), lastLineMs: state.lastLineMs };
		},
		check: (hasWoken) => void tell({ kind: hasWoken ? "woke" : "tick" }),
		acceptSignedTime: (issuedMs, roundTripMs) => void tell({ kind: "signedTime", issuedMs, roundTripMs }),
		confirm: (confirmedMs, by) => tell({ kind: "supervisorConfirmed", nowMs: confirmedMs }, by),
		noteHubTime(hubTimeMs) {
			hub = { atMs: hubTimeMs, monoMs: machine.monoMs() };
		},
		skewMs() {
			if (hub === null) return null;
			const aheadMs = hub.atMs + machine.monoMs() - hub.monoMs - nowMs();
			return Math.abs(aheadMs) > largestSkewMs ? aheadMs : null;
		},
		pendingJumps: () => pending,
		dropJumps(count) {
			pending = pending.slice(count);
		},
	};
}

function roundJump({ fromMs, toMs, why, by }: AttributedJump): AttributedJump {
	return { fromMs: Math.round(fromMs), toMs: Math.round(toMs), why, by };
}
