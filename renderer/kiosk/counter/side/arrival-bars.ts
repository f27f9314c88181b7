import { type ArrivalSlot, maxSlots } from "./arrival-slots.ts";

// The chart's measures, in units of its view box. Bars stand on `base` and reach up to `top`.
export const width = 264;
export const height = 68;
export const top = 16;
export const base = 50;
/** Time labels closer than this would overlap. */
const timeWidth = 54;

export type ArrivalBar = ArrivalSlot & {
	readonly x: number;
	readonly tall: number;
	/** The number of persons is written above it. */
	readonly hasFigure: boolean;
	/** The alignment of the time below it; null for no time. The times at both ends stay within the chart. */
	readonly timeAnchor: "start" | "middle" | "end" | null;
};

/** The bars of the slots, each `step` wide with its gap. The tallest and the current one have a figure. */
export function arrivalBarsOf(slots: readonly ArrivalSlot[]): {
	readonly bars: readonly ArrivalBar[];
	readonly step: number;
} {
	const most = Math.max(1, ...slots.map(({ persons }) => persons));
	const step = width / Math.max(slots.length, maxSlots / 2);
	const now = slots.findIndex(({ is }) => is === "now");
	const tallest = slots.findIndex(({ persons }) => persons === most);
	const bars = slots.map((slot, i): ArrivalBar => {
		const isEnd = i === 0 || i === slots.length - 1;
		const isTimed = i === now || (isEnd && (now < 0 || Math.abs(i - now) * step >= timeWidth));
		return {
			...slot,
			x: i * step,
			tall: (slot.persons / most) * (base - top),
			hasFigure: slot.persons > 0 && (i === tallest || slot.is === "now"),
			timeAnchor: isTimed ? anchorOf(i, slots.length) : null,
		};
	});
	return { bars, step };
}

function anchorOf(at: number, count: number): "start" | "middle" | "end" {
	if (at === 0) return "start";
	return at === count - 1 ? "end" : "middle";
}
