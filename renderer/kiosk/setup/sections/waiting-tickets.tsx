import { useState } from "preact/hooks";
import type { Bridge, PrinterAvailability } from "../../../../core/contract/contract.ts";
import { callMain } from "../../call-main.ts";
import { useLocalization } from "../../localization.ts";
import type { StatusMessage } from "../controls.tsx";

type WaitingTicketsProps = {
	readonly bridge: Bridge;
	readonly printer: PrinterAvailability;
	readonly onDone: (message: StatusMessage) => void;
};

/** Gives up the tickets that wait for a printer, after a second press: those members were given something else. */
export function WaitingTickets({ bridge, printer, onDone }: WaitingTicketsProps) {
	const { words } = useLocalization();
	const text = words.setup.printer;
	const [isAsking, setAsking] = useState(false);
	const waiting = printer.kind === "trouble" ? printer.waiting : 0;
	if (waiting === 0) return null;

	async function drop(): Promise<void> {
		setAsking(false);
		const answer = await callMain(bridge, "dropTickets", undefined);
		if (answer.kind !== "answer") return onDone({ tone: "bad", text: words.setup.failed });
		if (answer.output.kind === "setupClosed") return onDone({ tone: "bad", text: words.setup.closedMeanwhile });
		onDone({ tone: "good", text: text.dropped(answer.output.tickets) });
	}

	if (!isAsking) {
		return (
			<div class="setup-buttons">
				<button type="button" data-drop onClick={() => setAsking(true)}>
					{text.drop(waiting)}
				</button>
			</div>
		);
	}
	return (
		<div class="setup-buttons">
			<button type="button" class="setup-grave" onClick={() => void drop()}>
				{text.dropSure(waiting)}
			</button>
			<button type="button" onClick={() => setAsking(false)}>
				{text.dropStay}
			</button>
		</div>
	);
}
