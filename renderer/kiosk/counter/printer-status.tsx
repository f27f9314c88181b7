import type { PrinterAvailability } from "../../../core/contract/contract.ts";
import { Printer } from "../../ui/shapes.tsx";
import { useLocalization } from "../localization.ts";

/** The printer's state: plain when ready, amber with the fault and the waiting tickets otherwise. */
export function PrinterStatus({ printer }: { readonly printer: PrinterAvailability }) {
	const { words } = useLocalization();
	const { ready, low, trouble, waiting } = words.watch.printer;
	switch (printer.kind) {
		case "none":
			return null;
		case "ready":
			return (
				<p
					class={printer.isPaperLow ? "printer printer-wrong" : "printer"}
					data-printer={printer.isPaperLow ? "low" : "ready"}
				>
					<Printer />
					{printer.isPaperLow ? low : ready}
				</p>
			);
		case "trouble":
			return (
				<p class="printer printer-wrong" data-printer={printer.why}>
					<Printer />
					<span>
						{trouble[printer.why]}
						{printer.waiting > 0 && <small>{waiting(printer.waiting)}</small>}
					</span>
				</p>
			);
	}
}
