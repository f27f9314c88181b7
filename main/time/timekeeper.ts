import {
	type ClockDispute,
	type ClockEvent,
	type ClockJump,
	type ClockState,
	disputedByMs,
	estimateNowMs,
	largestSkewMs,
	provenLeastMs,
	startClock,
	updateClock,
} from "../../core/clock.ts";
import type { ClockDoubt, ClockStatus } from "../../core/contract/contract.ts";
import type { StaffId } from "../../core/identity.ts";
import { addPhoneReading, type PhoneReading, phoneSkewOf } from "../../core/phoneSkew.ts";
import { elapsedMs } from "../../core/provenTime.ts";
import type { Clock } from "../../sync/clock.ts";

/**
 * The time used for every decision: see core/clock.ts. While it is uncertain, `nowMs` is only a lower bound. `monoMs`
 * includes measured sleep, so that no lock and no limit is stretched by it.
 */
export type Timekeeper = Clock & {
	readonly isSure: () => boolean;
	readonly clockShown: () => ClockStatus;
	/** Compares the machine's clocks: every few seconds, and when the system reports that the machine slept. */
	readonly check: (hasWoken: boolean) => void;
	/** Only for a time whose signature over this kiosk's own nonce was verified. */
	readonly acceptSignedTime: (issuedMs: number, roundTripMs: number) => void;
	/** Only for a document whose signature and version were verified; it may be old. */
	readonly acceptSignedDocument: (issuedMs: number) => void;
	/** The earliest time that the hub's signature proves; null where nothing is proven, or anything is in doubt. */
	readonly provenLeastMs: () => number | null;
	/** False when nothing is in doubt, or the time is implausible. `by` is the supervisor, if there is one. */
	readonly confirm: (nowMs: number, by: StaffId | null) => boolean;
	/** An unsigned time moves no clock; it is only compared and shown. */
	readonly noteHubTime: (hubTimeMs: number) => void;
	/** How far the phone of a rotating code is ahead. It moves no clock. */
	readonly notePhone: (row: string, aheadMs: number) => void;
	readonly skewMs: () => number | null;
	/** What belongs in the journal and is not in it yet, oldest first. */
	readonly pendingNotes: () => readonly ClockNote[];
	/** Drops the oldest `count` notes: they are in the journal now. */
	readonly dropNotes: (count: number) => void;
};

/** A jump, and the supervisor who confirmed it, if one did; or a signed time that is not followed. */
export type ClockNote =
	| ({ readonly kind: "clockJumped"; readonly by: StaffId | null } & ClockJump)
	| ({ readonly kind: "clockDisputed" } & ClockDispute);

const disputeNoteEveryMs = 10 * 60_000;

/** `leastMs`: the time of the last line or of the last signed document, whichever is later; null before the first. */
export function openTimekeeper(machine: Clock, sleptMs: () => number, leastMs: number | null): Timekeeper {
	const reading = () => ({ wallMs: machine.nowMs(), monoMs: machine.monoMs(), sleptMs: sleptMs() });
	const opened = reading();
	let state: ClockState = startClock(opened, leastMs);
	let pending: readonly ClockNote[] = [];
	let hub: { readonly atMs: number; readonly monoMs: number } | null = null;
	let phones: readonly PhoneReading[] = [];
	let latestMonoMs = 0;
	let disputeNotedAtMono: number | null = null;
	/** How far the machine's clock was ahead when this kiosk's time was last decided. */
	let machineAheadThenMs = opened.wallMs - estimateNowMs(state, opened);

	function tell(event: ClockEvent, by: StaffId | null = null): boolean {
		const step = updateClock(state, event, reading());
		state = step.state;
		if (step.jump !== null) {
			const { fromMs, toMs, why } = step.jump;
			pending = [
				...pending,
				{ kind: "clockJumped", fromMs: Math.round(fromMs), toMs: Math.max(0, Math.round(toMs)), why, by },
			];
			// Both were compared with another time.
			phones = [];
			machineAheadThenMs = machine.nowMs() - nowMs();
		}
		if (step.dispute !== null) noteDispute(step.dispute);
		return step.jump !== null;
	}

	/** A hub that is right and wrong in turn must not fill the journal. */
	function noteDispute(dispute: ClockDispute): void {
		if (disputeNotedAtMono !== null && monoMs() - disputeNotedAtMono < disputeNoteEveryMs) return;
		disputeNotedAtMono = monoMs();
		pending = [...pending, { kind: "clockDisputed", ...dispute }];
	}

	/** Sleep is accounted for first, or a proof after it would look like a leap. */
	function hear(event: ClockEvent): void {
		tell({ kind: "tick" });
		tell(event);
	}

	function nowMs(): number {
		return Math.round(estimateNowMs(state, reading()));
	}

	/** The uptime is less exact than the monotonic clock; their sum must not go back for it. */
	function monoMs(): number {
		latestMonoMs = Math.max(latestMonoMs, Math.round(opened.monoMs + elapsedMs(opened, reading())));
		return latestMonoMs;
	}

	function doubt(): ClockDoubt | null {
		const aheadMs = disputedByMs(state, reading());
		if (aheadMs !== null) return { kind: "hubDiffers", aheadMs: Math.round(aheadMs) };
		if (state.movedByMs !== null) return { kind: "movedByHub", byMs: Math.round(state.movedByMs) };
		const phoneAheadMs = phoneSkewOf(phones, monoMs());
		if (phoneAheadMs !== null) return { kind: "phonesDiffer", aheadMs: phoneAheadMs };
		const machineAheadMs = machine.nowMs() - nowMs();
		const isMachineAlone = state.proof === null && Math.abs(machineAheadMs - machineAheadThenMs) > largestSkewMs;
		return isMachineAlone ? { kind: "machineDiffers", aheadMs: Math.round(machineAheadMs) } : null;
	}

	return {
		nowMs,
		monoMs,
		after: machine.after,
		every: machine.every,
		isSure: () => state.kind === "sure",
		clockShown(): ClockStatus {
			if (state.kind === "sure") return { kind: "sure", doubt: doubt() };
			return { kind: "unsure", machineMs: machine.nowMs(), lastLineMs: state.lastLineMs };
		},
		check: (hasWoken) => void tell({ kind: hasWoken ? "woke" : "tick" }),
		acceptSignedTime: (issuedMs, roundTripMs) => hear({ kind: "signedTime", issuedMs, roundTripMs }),
		acceptSignedDocument: (issuedMs) => hear({ kind: "signedDocument", issuedMs }),
		provenLeastMs: () => provenLeastMs(state, reading()),
		confirm: (confirmedMs, by) =>
			tell({ kind: "supervisorConfirmed", nowMs: confirmedMs, isDoubted: doubt() !== null }, by),
		noteHubTime(hubTimeMs) {
			hub = { atMs: hubTimeMs, monoMs: monoMs() };
		},
		notePhone(row, aheadMs) {
			phones = addPhoneReading(phones, { row, aheadMs, monoMs: monoMs() });
		},
		skewMs() {
			if (hub === null) return null;
			const aheadMs = hub.atMs + monoMs() - hub.monoMs - nowMs();
			return Math.abs(aheadMs) > largestSkewMs ? aheadMs : null;
		},
		pendingNotes: () => pending,
		dropNotes(count) {
			pending = pending.slice(count);
		},
	};
}
