import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../machine/build.ts";
import { ensureDisplay } from "../machine/display.ts";
import { root } from "../machine/folders.ts";
import { ensurePackages } from "../machine/packages.ts";
import { readArguments, runScript } from "../machine/script.ts";
import { runTour, type TourReport } from "./runTour.ts";

const { values } = readArguments({ options: { json: { type: "boolean", default: false } } });

await runScript(async () => {
	await ensurePackages("electron", "display", "fonts", "browser");
	await build();
	const pictures = join(root, "tour");
	rmSync(pictures, { recursive: true, force: true });
	mkdirSync(pictures);
	const display = await ensureDisplay();
	if (display.display !== undefined) process.env.DISPLAY = display.display;
	const folder = mkdtempSync(join(tmpdir(), "pailou-tour-"));
	try {
		const report = await runTour({ folder, pictures, onStep: values.json ? null : printLine });
		process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : formatSummary(report));
		if (!report.ok) process.exitCode = 1;
	} finally {
		rmSync(folder, { recursive: true, force: true });
		await display.close();
	}
});

function printLine(line: string): void {
	process.stdout.write(`${line}\n`);
}

function formatSummary({ ok, hub, viewToVerdictMs, steps }: TourReport): string {
	const failed = steps.filter((step) => !step.ok).map((step) => step.name);
	return [
		"",
		`The hub holds ${hub.lines} lines, ${hub.duplicates} of them twice, and ${hub.conflicts} conflicts.`,
		`Code in view → verdict on screen: median ${viewToVerdictMs.p50} ms, p95 ${viewToVerdictMs.p95} ms.`,
		ok ? "Every step had the expected result. The pictures are in tour/." : `Not as expected: ${failed.join("; ")}.`,
		"",
	].join("\n");
}
