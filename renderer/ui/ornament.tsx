import { useId } from "preact/hooks";
import type { Motif } from "./motifs.ts";

type OrnamentProps = { readonly motif: Motif; readonly class?: string };

/** A holiday's motif in the text's colour; its cut-outs are drawn in `--cut`. Decorative. */
export function Ornament({ motif, class: name = "ornament" }: OrnamentProps) {
	return (
		<svg class={name} viewBox="0 0 64 64" aria-hidden="true">
			<Layers motif={motif} />
		</svg>
	);
}

/** The motif repeated in a row to fill the width. */
export function Frieze({ motif, class: name = "frieze" }: OrnamentProps) {
	const id = useId();
	return (
		<svg class={name} width="100%" height="64" aria-hidden="true">
			<pattern id={id} width="96" height="64" patternUnits="userSpaceOnUse">
				<g transform="translate(16 0)">
					<Layers motif={motif} />
				</g>
			</pattern>
			<rect width="100%" height="64" fill={`url(#${id})`} />
		</svg>
	);
}

function Layers({ motif }: { readonly motif: Motif }) {
	return (
		<>
			{motif.flatMap(({ d, draw, times }) =>
				Array.from({ length: times }, (_, i) => (
					<path key={`${i} ${d}`} d={d} class={`motif-${draw}`} transform={`rotate(${(360 / times) * i} 32 32)`} />
				)),
			)}
		</>
	);
}
