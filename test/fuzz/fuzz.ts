import { readArguments } from "../machine/script.ts";
import { createSeededRandom } from "./mutator.ts";
import { type Finding, type FuzzRun, fuzzTarget } from "./target.ts";
import { createTargets } from "./targets.ts";

const { values } = readArguments({
	options: {
		seconds: { type: "string", default: "60" },
		seed: { type: "string", default: String(Date.now() % 2 ** 31) },
		json: { type: "boolean", default: false },
	},
});
const seconds = Number(values.seconds);
if (!(seconds > 0 && seconds <= 86_400)) {
	process.stderr.write(`--seconds takes a number above 0, not "${values.seconds}".\n`);
	process.exit(2);
}

const chance = createSeededRandom(Number(values.seed));
const findings: Finding[] = [];
const all = createTargets();
const fires = all.map((target) => {
	const untilMs = performance.now() + (seconds * 1000) / all.length;
	return fuzzTarget(target, untilMs, chance, (finding) => {
		if (findings.length < 20) findings.push(finding);
	});
});

for (const fire of fires) print(fire);
for (const what of ["threw", "hung", "admitted"] as const) {
	const count = findings.filter((finding) => finding.what === what).length;
	if (values.json) line(`fuzz.${what}`, "inputs", count);
	else process.stdout.write(`${what}: ${count}\n`);
}
for (const { target, what, detail, input } of findings) {
	process.stderr.write(`${target} ${what} (${detail}) on ${input}; seed ${values.seed}\n`);
}
process.exitCode = findings.length === 0 ? 0 : 1;

function print({ target, executions, outcomes, slowestMs }: FuzzRun): void {
	if (values.json) {
		line(`fuzz.${target}`, "executions", executions);
		line(`fuzz.${target}.slowest`, "ms", Number(slowestMs.toPrecision(3)));
	} else {
		const summary = `${executions} inputs, ${outcomes} outcomes, slowest ${slowestMs.toFixed(2)} ms`;
		process.stdout.write(`${target.padEnd(14)} ${summary}\n`);
	}
}

function line(name: string, unit: string, value: number): void {
	process.stdout.write(`${JSON.stringify({ figure: name, unit, value, floor: null, ratio: null })}\n`);
}
