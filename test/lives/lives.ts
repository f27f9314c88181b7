// `npm run lives`: random lives of a kiosk; see README.md. Exits with 1 when something went wrong in one of them.

import { readArguments } from "../machine/script.ts";
import { runLives } from "./runLives.ts";

const { values } = readArguments({
	options: {
		lives: { type: "string", default: "3000" },
		seed: { type: "string" },
		json: { type: "boolean", default: false },
	},
});

function parseCount(name: string, text: string): number {
	const count = Number(text);
	if (Number.isInteger(count) && count >= 1 && count <= 10_000_000) return count;
	process.stderr.write(`--${name} takes a whole number from 1, not "${text}".\n`);
	process.exit(2);
}

const seed = parseCount("seed", values.seed ?? "1");
// A seed alone is one life lived again.
const lives = values.seed !== undefined && !process.argv.includes("--lives") ? 1 : parseCount("lives", values.lives);
const report = await runLives(seed, lives, ({ seed: failing, violations }) => {
	process.stderr.write(`Life ${failing} (npm run lives -- --seed ${failing}):\n`);
	for (const what of violations.slice(0, 5)) process.stderr.write(`  ${what}\n`);
});
if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
else {
	const { steps, restarts, unreadable, violations } = report;
	process.stdout.write(
		`${report.lives} lives: ${steps} steps, ${restarts} restarts, ${unreadable} unreadable lines, ${violations} violations\n`,
	);
}
process.exitCode = report.violations === 0 ? 0 : 1;
