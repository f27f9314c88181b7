import type { TicketInDoubt } from "../../../../core/contract/contract.ts";
import { Keycap } from "../../../ui/keycap.tsx";
import { Printer } from "../../../ui/shapes.tsx";
import { tellTime } from "../../../words/moment.ts";
import { useReader } from "../../reader.ts";
import { useAnnouncement } from "../announcer.tsx";
import type { Command } from "../command.ts";
import type { Settling } from "./use-doubt.ts";

type DoubtProps = {
	readonly tickets: readonly TicketInDoubt[];
	readonly settling: Settling;
	readonly obey: (command: Command) => void;
};

/** The app went down while a ticket was on its way to the paper: somebody looks whether it lies there. One at a time. */
export function Doubt({ tickets, settling, obey }: DoubtProps) {
	const { words, language } = useReader();
	const [ticket, ...others] = tickets;
	const told = ticket && words.watch.doubt.title(tellTime(ticket.atMs, language), ticket.persons);
	useAnnouncement(told ?? "");
	if (ticket === undefined) return null;
	const isBusy = settling === "busy";
	return (
		<section class="doubt card" role="dialog" aria-label={told} data-doubt={ticket.line} data-settling={settling}>
			<h2>
				<Printer />
				{told}
			</h2>
			<p>{settling === "failed" ? words.watch.doubt.failed : words.watch.doubt.why}</p>
			<div class="doubt-keys">
				<button type="button" disabled={isBusy} onClick={() => obey({ kind: "ticket", isThere: true })}>
					<Keycap>Y</Keycap>
					{words.watch.doubt.there}
				</button>
				<button type="button" disabled={isBusy} onClick={() => obey({ kind: "ticket", isThere: false })}>
					<Keycap>N</Keycap>
					{words.watch.doubt.missing}
				</button>
			</div>
			{others.length > 0 && <small>{words.watch.doubt.more(others.length)}</small>}
		</section>
	);
}
