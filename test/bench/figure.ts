export type Unit = "ms" | "MB" | "bytes" | "share" | "%" | "×";

/** One measured number, and its lower bound measured in the same run where there is one. */
export type Figure = {
	readonly figure: string;
	readonly unit: Unit;
	readonly value: number;
	readonly floor: number | null;
	readonly ratio: number | null;
	/** The target, for people: not part of the JSON line. */
	readonly goal: string;
};

export function createFigure(
	name: string,
	value: number,
	floor: number | null,
	goal: string,
	unit: Unit = "ms",
): Figure {
	const ratio = floor === null ? null : roundToPrecision(value / floor);
	return {
		figure: name,
		unit,
		value: roundToPrecision(value),
		floor: floor === null ? null : roundToPrecision(floor),
		ratio,
		goal,
	};
}

/** The smallest value that at least `share` of the samples do not exceed. */
export function quantile(samples: readonly number[], share: number): number {
	const sorted = samples.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function printFigures(figures: readonly Figure[], asJson: boolean): void {
	if (asJson) {
		for (const { goal: _goal, ...line } of figures) process.stdout.write(`${JSON.stringify(line)}\n`);
		return;
	}
	const cells = figures.map((one) => [
		one.figure,
		`${one.value} ${one.unit}`,
		one.floor === null ? "–" : `${one.floor} ${one.unit}`,
		one.ratio === null ? "–" : `${one.ratio} ×`,
		one.goal,
	]);
	const table = [["figure", "value", "floor", "ratio", "goal"], ...cells];
	const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
	for (const line of table) {
		process.stdout.write(`${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}\n`);
	}
}

function roundToPrecision(value: number): number {
	return Number(value.toPrecision(4));
}
