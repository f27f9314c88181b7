import { useEffect, useRef, useState } from "preact/hooks";
import type { Bridge, TicketInDoubt } from "../../../../core/contract/contract.ts";
import { callMainOrNull } from "../../call-main.ts";

/** What became of the last answer. */
export type SettleStatus = "idle" | "busy" | "failed";

/** A doubled key press must not answer for the next ticket too. */
const minReadMs = 600;

/** Sends the clerk's answers about tickets in doubt to the main process, one ticket at a time. */
export function useTicketDoubt(bridge: Bridge, tickets: readonly TicketInDoubt[]) {
	const [settling, setSettling] = useState<SettleStatus>("idle");
	const askedMs = useRef(0);
	const [ticket] = tickets;
	const key = ticket === undefined ? "" : `${ticket.incarnation} ${ticket.line}`;
	useEffect(() => {
		askedMs.current = performance.now();
		setSettling("idle");
	}, [key]);

	async function settle(isThere: boolean): Promise<void> {
		if (ticket === undefined || settling === "busy" || performance.now() - askedMs.current < minReadMs) return;
		setSettling("busy");
		const { line, incarnation } = ticket;
		const answer = await callMainOrNull(bridge, "settleTicket", { line, incarnation, isThere });
		setSettling(answer?.kind === "noted" ? "idle" : "failed");
	}

	return { settling, settle };
}
