import { useEffect, useMemo, useState } from "preact/hooks";
import type { Bridge, TicketInDoubt } from "../../../../core/contract/contract.ts";
import { pageClock } from "../../page-clock.ts";
import { openTicketSettlement, type SettleStatus, ticketKeyOf } from "./ticket-settlement.ts";

/** Asks about the first ticket in doubt, and sends the clerk's answer. */
export function useTicketDoubt(bridge: Bridge, tickets: readonly TicketInDoubt[]) {
	const [settling, setSettling] = useState<SettleStatus>("idle");
	const settlement = useMemo(() => openTicketSettlement(bridge, setSettling, pageClock), [bridge]);
	const [ticket = null] = tickets;
	useEffect(() => settlement.show(ticket), [settlement, ticketKeyOf(ticket)]);
	return { settling, settle: settlement.settle };
}
