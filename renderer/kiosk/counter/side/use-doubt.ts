import { useEffect, useRef, useState } from "preact/hooks";
import type { Bridge, TicketInDoubt } from "../../../../core/contract/contract.ts";
import { answerOf } from "../../call-main.ts";

/** What became of the last answer. */
export type Settling = "idle" | "busy" | "failed";

/** A key pressed twice must not answer for the next ticket too. */
const readMs = 600;

/** Brings the clerk's answers about tickets in doubt to the main process, one ticket after the other. */
export function useDoubt(bridge: Bridge, tickets: readonly TicketInDoubt[]) {
	const [settling, setSettling] = useState<Settling>("idle");
	const askedMs = useRef(0);
	const [ticket] = tickets;
	const key = ticket === undefined ? "" : `${ticket.incarnation} ${ticket.line}`;
	useEffect(() => {
		askedMs.current = performance.now();
		setSettling("idle");
	}, [key]);

	async function settle(isThere: boolean): Promise<void> {
		if (ticket === undefined || settling === "busy" || performance.now() - askedMs.current < readMs) return;
		setSettling("busy");
		const { line, incarnation } = ticket;
		const answer = await answerOf(bridge, "settleTicket", { line, incarnation, isThere });
		setSettling(answer?.kind === "noted" ? "idle" : "failed");
	}

	return { settling, settle };
}
