import type { Session } from "../../../core/session.ts";
import { readTitle } from "../../words/language.ts";
import { tellTime } from "../../words/moment.ts";
import { useReader } from "../reader.ts";
import { name } from "./phrase.ts";

type WhereProps = {
	readonly session: Session;
	readonly place: number;
};

/** Which activity, where and when: largest what one must find. The seat plan has its place after the hall. */
export function Where({ session, place }: WhereProps) {
	const { words, language } = useReader();
	return (
		<div class="where">
			<p class="where-place">
				{session.hall && <strong>{name(readTitle(session.hall, language), language)}</strong>}
				{place > 0 && <strong>{words.counter.place(place)}</strong>}
			</p>
			<p class="where-session">
				<b>{tellTime(session.startsAt, language)}</b> {name(readTitle(session.title, language), language)}
			</p>
		</div>
	);
}
