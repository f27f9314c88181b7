import type { SerialScannerStatus } from "../../core/contract/contract.ts";
import type { Clock } from "../../sync/clock.ts";
import { createGuard } from "../../sync/guard.ts";
import type { Log } from "../../sync/log.ts";
import type { Peripherals } from "../setup/peripherals.ts";
import type { KioskSettings } from "../setup/settings.ts";

export type ScannerParts = {
	readonly peripherals: Pick<Peripherals, "openSerial" | "sendScan">;
	readonly settings: KioskSettings;
	readonly clock: Clock;
	readonly onChange: () => void;
	readonly log: Log;
};

export type Scanner = { readonly status: () => SerialScannerStatus; readonly stop: () => Promise<void> };

/** A scanner's code without a terminator ends after this pause. */
const pauseMs = 50;
const retryMs = 3_000;

/** The serial scanner chosen in set-up. The page handles its codes as it does those of any other scanner. */
export function startScanner({ peripherals, settings, clock, onChange, log }: ScannerParts): Scanner {
	const guard = createGuard("scannerListenerFailed", clock, log);
	const serial = peripherals.openSerial({
		clock,
		pauseMs,
		retryMs,
		onCode: guard.listener(peripherals.sendScan),
		onChange,
		log,
	});
	settings.follow((next) => serial.use(next.serial));
	return { status: serial.state, stop: serial.stop };
}
