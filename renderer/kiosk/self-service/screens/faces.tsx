export type Rating = 1 | 2 | 3 | 4 | 5;
/** From very good to very poor, in the order of the screen. */
export const ratings: readonly Rating[] = [5, 4, 3, 2, 1];

const mouths: Readonly<Record<Rating, string>> = {
	5: "M26 56 Q50 62 74 56 Q72 82 50 82 Q28 82 26 56 Z",
	4: "M29 62 Q50 82 71 62",
	3: "M31 68 H69",
	2: "M31 73 Q50 60 69 73",
	1: "M28 78 Q50 56 72 78",
};
const brows: Readonly<Partial<Record<Rating, string>>> = { 1: "M24 29 L42 36 M76 29 L58 36" };
/** Laughing eyes are arcs. */
const laughing = "M26 43 Q34 33 42 43 M58 43 Q66 33 74 43";

/** A drawn face: it is recognised faster than a word. */
export function Face({ rating }: { readonly rating: Rating }) {
	return (
		<svg class="face" viewBox="0 0 100 100" aria-hidden="true">
			<circle class="face-head" cx="50" cy="50" r="46" />
			{rating === 5 ? (
				<path class="face-line" d={laughing} />
			) : (
				<>
					<circle class="face-eye" cx="34" cy="42" r="5.5" />
					<circle class="face-eye" cx="66" cy="42" r="5.5" />
				</>
			)}
			{brows[rating] !== undefined && <path class="face-line" d={brows[rating]} />}
			<path class={rating === 5 ? "face-mouth" : "face-line"} d={mouths[rating]} />
		</svg>
	);
}
