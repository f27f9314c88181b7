import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { LifeResult } from "./life.ts";

export type LivesReport = {
	readonly lives: number;
	readonly steps: number;
	readonly violations: number;
	readonly restarts: number;
	readonly unreadable: number;
};

/** Runs the lives of these seeds on every core. `onFailure` is told of each life in which something went wrong. */
export async function runLives(
	firstSeed: number,
	lives: number,
	onFailure: (life: LifeResult) => void,
): Promise<LivesReport> {
	const report = { lives: 0, steps: 0, violations: 0, restarts: 0, unreadable: 0 };
	function count(life: LifeResult): void {
		report.lives += 1;
		report.steps += life.steps;
		report.violations += life.violations.length;
		report.restarts += life.restarts;
		report.unreadable += life.unreadable;
		if (life.violations.length > 0) onFailure(life);
	}
	const lanes = Math.min(availableParallelism(), lives);
	await Promise.all(
		Array.from({ length: lanes }, (_, lane) => runLane(firstSeed + lane, firstSeed + lives, lanes, count)),
	);
	return report;
}

function runLane(from: number, until: number, step: number, onLife: (life: LifeResult) => void): Promise<void> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL("./lane.ts", import.meta.url), { workerData: { from, until, step } });
		worker.on("message", onLife);
		worker.on("error", reject);
		worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`A lane of lives ended with ${code}.`))));
	});
}
