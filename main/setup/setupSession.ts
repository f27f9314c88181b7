import type { StaffId } from "../../core/identity.ts";
import type { Timers } from "../../sync/clock.ts";

/** Set-up, open to one supervisor until it is closed or nobody has touched it for so long. */
export type Service = {
	readonly open: (by: StaffId) => void;
	/** Who has it open; asking is a touch. */
	readonly use: () => StaffId | null;
	readonly shown: () => StaffId | null;
	readonly close: () => void;
};

const idleMs = 5 * 60_000;

export function openServiceDoor(clock: Pick<Timers, "monoMs">): Service {
	let opened: { readonly by: StaffId; touchedMs: number } | null = null;

	function shown(): StaffId | null {
		if (opened !== null && clock.monoMs() - opened.touchedMs > idleMs) opened = null;
		return opened?.by ?? null;
	}

	return {
		open(by) {
			opened = { by, touchedMs: clock.monoMs() };
		},
		use() {
			const by = shown();
			if (opened !== null) opened.touchedMs = clock.monoMs();
			return by;
		},
		shown,
		close() {
			opened = null;
		},
	};
}
