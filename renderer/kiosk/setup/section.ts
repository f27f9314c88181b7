import type { Bridge } from "../../../core/contract/contract.ts";
import type { ReadyState } from "../../../core/contract/kioskState.ts";
import type { Settings } from "../../../core/contract/settings.ts";
import type { ScanTestInput } from "../scan/scan-test.ts";

/** What every section of set-up is drawn from. */
export type SectionProps = {
	readonly bridge: Bridge;
	readonly state: ReadyState;
	/** Saves at once; what was chosen can as easily be chosen back. */
	readonly change: (part: Partial<Settings>) => void;
	/** Reports that what was typed is not a valid setting. */
	readonly rejectInput: () => void;
	/** What a scanner of either kind read last. */
	readonly lastScan: ScanTestInput | null;
};
