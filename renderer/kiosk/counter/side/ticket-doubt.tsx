import type { TicketInDoubt } from "../../../../core/contract/contract.ts";
import { Keycap } from "../../../ui/keycap.tsx";
import { Printer } from "../../../ui/shapes.tsx";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";
import { useAnnouncement } from "../announcer.tsx";
import type { Command } from "../command.ts";
import type { SettleStatus } from "./ticket-settlement.ts";

type TicketDoubtProps = {
	readonly tickets: readonly TicketInDoubt[];
	readonly settleStatus: SettleStatus;
	readonly runCommand: (command: Command) => void;
};

/** A ticket of which nothing confirms that it came out: the clerk says whether it is there. One at a time. */
export function TicketDoubtPrompt({ tickets, settleStatus, runCommand }: TicketDoubtProps) {
	const { words, language } = useLocalization();
	const [ticket, ...others] = tickets;
	const title = ticket && words.watch.doubt.title(formatTime(ticket.atMs, language), ticket.persons);
	useAnnouncement(title ?? "");
	if (ticket === undefined) return null;
	const isBusy = settleStatus === "busy";
	return (
		<section class="doubt card" role="dialog" aria-label={title} data-doubt={ticket.line} data-settling={settleStatus}>
			<h2>
				<Printer />
				{title}
			</h2>
			<p>{settleStatus === "failed" ? words.watch.doubt.failed : words.watch.doubt.why[ticket.why]}</p>
			<div class="doubt-keys">
				<button type="button" disabled={isBusy} onClick={() => runCommand({ kind: "ticket", isThere: true })}>
					<Keycap>Y</Keycap>
					{words.watch.doubt.there}
				</button>
				<button type="button" disabled={isBusy} onClick={() => runCommand({ kind: "ticket", isThere: false })}>
					<Keycap>N</Keycap>
					{words.watch.doubt.missing}
				</button>
			</div>
			{others.length > 0 && <small>{words.watch.doubt.more(others.length)}</small>}
		</section>
	);
}
