import { useMemo } from "preact/hooks";
import { seatNumberOf, seatRunsOf } from "../../core/allocation/seating.ts";
import type { SeatPlan } from "../../core/allocation/session.ts";
import { layOutSeats, seatDotsPath, seatRunPath } from "./seat-grid.ts";

type SeatPlanProps = {
	readonly plan: SeatPlan;
	/** The party's seats, by number. */
	readonly seats: readonly number[];
	/** The text alternative. */
	readonly label: string;
	/** The label of the front: screen or stage. */
	readonly front: string;
};

/** A hall from above. The party's seats are larger and ringed, so that they are found without seeing colour. */
export function SeatPlanDrawing({ plan, seats, label, front }: SeatPlanProps) {
	const grid = useMemo(() => layOutSeats(plan), [plan]);
	const runs = seatRunsOf(plan, seats);
	const rings = runs
		.map(({ row, from, to }) => {
			const numbers = Array.from({ length: to - from + 1 }, (_, i) => seatNumberOf(plan, { row, seat: from + i }) ?? 0);
			return seatRunPath(grid, numbers);
		})
		.join("");
	const lit = new Set(seats);
	const all = grid.positions.map((_, number) => number);
	return (
		<svg
			class="seat-plan"
			viewBox={`0 0 ${grid.width} ${grid.height}`}
			role="img"
			aria-label={label}
			data-seats={seats.join(" ")}
		>
			<HallFront kind={plan.front} word={front} width={grid.width} />
			{grid.rows.map(({ row, y }) => (
				<g key={row} class={runs.some((run) => run.row === row) ? "seat-row seat-row-lit" : "seat-row"}>
					<text x={7} y={y}>
						{row}
					</text>
					<text x={grid.width - 7} y={y}>
						{row}
					</text>
				</g>
			))}
			<path
				class="seat-quiet"
				d={seatDotsPath(
					grid,
					all.filter((number) => !lit.has(number)),
				)}
			/>
			<path class="seat-ring" d={rings} />
			<path class="seat-ring-inner" d={rings} />
			<path class="seat-lit" d={seatDotsPath(grid, seats)} />
		</svg>
	);
}

/** A screen is curved towards its audience; a stage is straight. */
function HallFront({
	kind,
	word,
	width,
}: {
	readonly kind: SeatPlan["front"];
	readonly word: string;
	readonly width: number;
}) {
	const [left, middle, right] = [width * 0.2, width / 2, width * 0.8];
	const shape =
		kind === "screen"
			? `M${left} 7Q${middle} -1 ${right} 7`
			: `M${left} 2H${right}L${right - 6} 20Q${middle} 25 ${left + 6} 20Z`;
	return (
		<g class={`seat-front seat-front-${kind}`}>
			<path d={shape} />
			<text x={middle} y={kind === "screen" ? 16 : 12}>
				{word}
			</text>
		</g>
	);
}
