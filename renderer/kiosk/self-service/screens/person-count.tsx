import { useLocalization } from "../../localization.ts";

/** How many persons, as large as a figure gets. */
export function PersonCount({ persons }: { readonly persons: number }) {
	const { words } = useLocalization();
	return (
		<p class="headcount">
			<b>{persons}</b>
			<span>{words.selfService.unit(persons)}</span>
		</p>
	);
}
