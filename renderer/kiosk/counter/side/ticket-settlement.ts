import type { Bridge, TicketInDoubt } from "../../../../core/contract/contract.ts";
import { callMainOrNull } from "../../call-main.ts";
import type { PageClock } from "../../page-clock.ts";

/** What became of the last answer. */
export type SettleStatus = "idle" | "busy" | "failed";

/** A doubled key press must not answer for the next ticket too. */
export const minReadMs = 600;

export type TicketSettlement = {
	/** The ticket that is asked about now; null for none. */
	readonly show: (ticket: TicketInDoubt | null) => void;
	/** Sends the clerk's answer: whether the ticket was printed. */
	readonly settle: (isThere: boolean) => Promise<void>;
};

/** Sends the clerk's answers about tickets in doubt to the main process, one ticket at a time. */
export function openTicketSettlement(
	bridge: Bridge,
	onStatus: (status: SettleStatus) => void,
	clock: Pick<PageClock, "monoMs">,
): TicketSettlement {
	let shown: TicketInDoubt | null = null;
	let shownSinceMs = 0;
	let status: SettleStatus = "idle";

	function setStatus(next: SettleStatus): void {
		status = next;
		onStatus(next);
	}

	return {
		show(ticket) {
			const isSame = ticketKeyOf(ticket) === ticketKeyOf(shown);
			shown = ticket;
			if (isSame) return;
			shownSinceMs = clock.monoMs();
			setStatus("idle");
		},
		async settle(isThere) {
			if (shown === null || status === "busy" || clock.monoMs() - shownSinceMs < minReadMs) return;
			setStatus("busy");
			const { line, incarnation } = shown;
			const answer = await callMainOrNull(bridge, "settleTicket", { line, incarnation, isThere });
			setStatus(answer?.kind === "noted" ? "idle" : "failed");
		},
	};
}

/** Identifies a ticket across states of the kiosk. */
export function ticketKeyOf(ticket: TicketInDoubt | null): string {
	return ticket === null ? "" : `${ticket.incarnation} ${ticket.line}`;
}
