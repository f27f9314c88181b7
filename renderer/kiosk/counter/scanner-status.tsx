import type { SerialScannerStatus } from "../../../core/contract/kioskState.ts";
import { Warning } from "../../ui/shapes.tsx";
import { useLocalization } from "../localization.ts";

/** The serial scanner's fault, as soon as there is one; nothing while it works, or none is set up. */
export function ScannerStatus({ serial }: { readonly serial: SerialScannerStatus }) {
	const { words } = useLocalization();
	if (serial.kind !== "trouble") return null;
	return (
		<p class="printer printer-wrong" data-scanner={serial.why}>
			<Warning />
			{words.watch.notices.scanner[serial.why]}
		</p>
	);
}
