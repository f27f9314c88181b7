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

/** The time this window decides, dates and shows by: see core/clock.ts. Unsure, `nowMs` is only the earliest it can be. */
export type Timekeeper = Clock & {
	readonly isSure: () => boolean;
	readonly clockShown: () => ClockStatus;
	/** Looks at the machine's clocks: from time to time, and when the system says that it has slept. */
	readonly check: (hasWoken: boolean) => void;
	/** See TimeEvent: only for a time that was verified, is newer than any before it, and was signed while we waited. */
	readonly acceptSignedTime: (issuedMs: number, roundTripMs: number) => void;
	/** False when nobody asked, or when no clock can read so. `by` is the supervisor, where there is one. */
	readonly confirm: (nowMs: number, by: StaffId | null) => boolean;
	/** An unsigned time moves nothing; it is only compared. */
	readonly noteHubTime: (hubTimeMs: number) => void;
	readonly skewMs: () => number | null;
	/** Jumps that are not in the journal yet, oldest first. */
	readonly pendingJumps: () => readonly AttributedJump[];
	/** The oldest so many are durable now. */
	readonly dropJumps: (count: number) => void;
};

/** A jump, and who confirmed it where a person did. */
export type AttributedJump = ClockJump & { readonly by: StaffId | null };

export function openTimekeeper(machine: Clock, sleptMs: () => number, lastLineMs: number | null): Timekeeper {
	const reading = () => ({ wallMs: machine.nowMs(), monoMs: machine.monoMs(), sleptMs: sleptMs() });
	let belief: ClockState = startClock(reading(), lastLineMs);
	let pending: readonly AttributedJump[] = [];
	let hub: { readonly atMs: number; readonly monoMs: number } | null = null;

	function tell(event: ClockEvent, by: StaffId | null = null): boolean {
		const step = updateClock(belief, event, reading());
		belief = step.state;
		if (step.jump !== null) pending = [...pending, roundJump({ ...step.jump, by })];
		return step.jump !== null;
	}

	function nowMs(): number {
		return Math.round(estimateNowMs(belief, reading()));
	}

	return {
		nowMs,
		monoMs: machine.monoMs,
		after: machine.after,
		every: machine.every,
		isSure: () => belief.kind === "sure",
		clockShown(): ClockStatus {
			if (belief.kind === "sure") return { kind: "sure" };
			return { kind: "unsure", machineMs: machine.nowMs(), lastLineMs: belief.lastLineMs };
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
