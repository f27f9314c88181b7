import { PNG } from "pngjs";

/** The paper under a print head: rows of dots, and the sheets cut off. */
export class PaperRoll {
	readonly width: number;
	/** The sheets cut off so far. */
	readonly cutOff: PNG[] = [];
	/** Rows left on the roll. */
	left = Number.POSITIVE_INFINITY;
	#rows: Uint8Array[] = [];

	constructor(width: number) {
		this.width = width;
	}

	/** False at the end of the roll: the row is not printed. */
	lay(row: Uint8Array): boolean {
		if (this.left <= 0) return false;
		this.left -= 1;
		this.#rows.push(row);
		return true;
	}

	feed(rows: number): boolean {
		for (let i = 0; i < rows; i++) if (!this.lay(new Uint8Array(this.width))) return false;
		return true;
	}

	/** Rows printed and not yet cut off. */
	get hanging(): number {
		return this.#rows.length;
	}

	cut(): void {
		this.cutOff.push(toPng(this.#rows, this.width));
		this.#rows = [];
	}
}

function toPng(rows: readonly Uint8Array[], width: number): PNG {
	const png = new PNG({ width, height: Math.max(1, rows.length) });
	png.data.fill(255);
	rows.forEach((row, y) => {
		row.forEach((dot, x) => {
			if (dot === 1) png.data.fill(0, 4 * (y * width + x), 4 * (y * width + x) + 3);
		});
	});
	return png;
}
