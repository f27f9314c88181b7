import { Person } from "../../../ui/shapes.tsx";
import { useLocalization } from "../../localization.ts";

type PartyProps = { readonly earlier: number; readonly now: number; readonly later: number };

/** The party drawn as people: already in, entering now, coming later. */
export function PartyPicture({ earlier, now, later }: PartyProps) {
	return (
		<ul class="party" aria-hidden="true">
			{Array.from({ length: earlier + now + later }, (_, i) => (
				<li key={i} class={i < earlier ? "party-earlier" : i < earlier + now ? "party-now" : "party-later"}>
					<Person />
				</li>
			))}
		</ul>
	);
}

/** The number of persons, in the largest type. */
export function PersonCount({ persons }: { readonly persons: number }) {
	const { words } = useLocalization();
	return (
		<p class="headcount">
			<b>{persons}</b>
			<span>{words.selfService.unit(persons)}</span>
		</p>
	);
}
