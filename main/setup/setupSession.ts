import type { StaffId } from "../../core/identity.ts";
import type { Timers } from "../../sync/clock.ts";

/** Set-up is open to one supervisor until it is closed, or has been idle for too long. */
export type SetupSession = {
	readonly open: (by: StaffId) => void;
	/** Who has it open. Resets the idle timeout. */
	readonly touch: () => StaffId | null;
	readonly openedBy: () => StaffId | null;
	readonly close: () => void;
};

const idleTimeoutMs = 5 * 60_000;

export function createSetupSession(clock: Pick<Timers, "monoMs">): SetupSession {
	let opened: { readonly by: StaffId; touchedMs: number } | null = null;

	function shown(): StaffId | null {
		if (opened !== null && clock.monoMs() - opened.touchedMs > idleTimeoutMs) opened = null;
		return opened?.by ?? null;
	}

	return {
		open(by) {
			opened = { by, touchedMs: clock.monoMs() };
		},
		touch() {
			const by = shown();
			if (opened !== null) opened.touchedMs = clock.monoMs();
			return by;
		},
		openedBy: shown,
		close() {
			opened = null;
		},
	};
}
