import { useReader } from "../../reader.ts";

/** How many persons, as large as a figure gets. */
export function Figure({ persons }: { readonly persons: number }) {
	const { words } = useReader();
	return (
		<p class="headcount">
			<b>{persons}</b>
			<span>{words.selfService.unit(persons)}</span>
		</p>
	);
}
