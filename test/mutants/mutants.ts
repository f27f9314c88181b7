// `npm run mutants`: tries every mutant of the tables in a copy of the checkout, and lists those that no test noticed.
// `--json` prints one line for programs; `--only AREA` tries one table.

import { ActionableError, readArguments, runScript } from "../machine/script.ts";
import { areas } from "./areas.ts";
import { type Lane, openLane } from "./lane.ts";
import type { Area, Mutant } from "./mutant.ts";

type Trial = { readonly area: Area; readonly mutant: Mutant };
type Result = Trial & { readonly killedBy: string | null };

const laneCount = 2;

function printLine(text: string): void {
	process.stderr.write(`${text}\n`);
}

/** Without this every mutant of an area whose tests fail anyway would count as killed. */
async function checkTests(lane: Lane, chosen: readonly Area[]): Promise<void> {
	for (const area of chosen) {
		const { failed } = await lane.attempt(area, null);
		if (failed !== null) {
			throw new ActionableError(`"${failed}" fails without any mutant: let the tests of ${area.name} pass first.`);
		}
	}
}

/** Takes one trial after the other off the list. */
async function work(lane: Lane, trials: Trial[]): Promise<readonly Result[]> {
	const results: Result[] = [];
	for (let trial = trials.shift(); trial !== undefined; trial = trials.shift()) {
		const { failed } = await lane.attempt(trial.area, trial.mutant);
		results.push({ ...trial, killedBy: failed });
		printLine(`${failed === null ? "SURVIVED" : "killed  "}  ${trial.area.name}: ${trial.mutant.breaks}`);
	}
	return results;
}

async function tryAll(chosen: readonly Area[]): Promise<readonly Result[]> {
	const lanes = Array.from({ length: laneCount }, openLane);
	try {
		await checkTests(lanes[0] ?? openLane(), chosen);
		const trials = chosen.flatMap((area) => area.mutants.map((mutant): Trial => ({ area, mutant })));
		return (await Promise.all(lanes.map((lane) => work(lane, trials)))).flat();
	} finally {
		for (const lane of lanes) lane.close();
	}
}

/** A survivor without a reason fails the command, and so does a reason that is no longer true. */
function problems(results: readonly Result[]): readonly string[] {
	return results.flatMap(({ mutant, killedBy }) => {
		const { file, breaks, survives } = mutant;
		if (killedBy === null && survives === undefined) return [`No test in the area notices, in ${file}: ${breaks}.`];
		if (killedBy !== null && survives !== undefined) {
			return [`"${killedBy}" notices what is said to go unnoticed, in ${file}: ${breaks}.`];
		}
		return [];
	});
}

async function main(): Promise<void> {
	const { values } = readArguments({
		options: { json: { type: "boolean", default: false }, only: { type: "string" } },
	});
	const chosen = areas.filter(({ name }) => values.only === undefined || name === values.only);
	if (chosen.length === 0) throw new ActionableError(`There are: ${areas.map(({ name }) => name).join(", ")}.`);
	const results = await tryAll(chosen);
	const survivors = results
		.filter(({ killedBy }) => killedBy === null)
		.map(({ mutant: { file, breaks, survives } }) => ({ file, breaks, survives: survives ?? null }));
	const killed = results.length - survivors.length;
	if (values.json) process.stdout.write(`${JSON.stringify({ mutants: results.length, killed, survivors })}\n`);
	else process.stdout.write(`${results.length} mutants, ${killed} killed, ${survivors.length} survived\n`);
	for (const problem of problems(results)) printLine(problem);
	if (problems(results).length > 0) process.exitCode = 1;
}

await runScript(main);
