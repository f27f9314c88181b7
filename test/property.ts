import assert from "node:assert/strict";
import fc from "fast-check";

/** The time in which a property does all its runs on a machine that is not busy. */
const limitMs = 20_000;

export type PropertyRuns = {
	/** Unless the time is up before. */
	readonly numRuns?: number;
	/** Done however long they take: a slower machine checks fewer cases, and never fewer than these. */
	readonly leastRuns?: number;
	/** Reports the first failing case as it is, without looking for a smaller one. */
	readonly endOnFailure?: boolean;
};

/**
 * Stops between two runs. fast-check's own `interruptAfterTimeLimit` would leave an asynchronous run going on beside
 * the tests that follow, with its files and databases open.
 */
function stopWhenTimeIsUp(numRuns: number, leastRuns: number): fc.Plugin<unknown> {
	return () => {
		const startedAtMs = performance.now();
		let checked = 0;
		/** A case that `fc.pre` turns down does not count. */
		function count<R>(result: R): R {
			if (!fc.PreconditionFailure.isFailure(result)) checked++;
			return result;
		}
		return {
			decorateRun: (run) => (value) => {
				if (checked >= leastRuns && performance.now() - startedAtMs > limitMs) return new fc.PreconditionFailure(true);
				const result = run(value);
				return result instanceof Promise ? result.then(count) : count(result);
			},
			onAllRunsComplete({ failed, interrupted, numRuns: done }) {
				if (failed) return;
				const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(0);
				const summary = `${done} of ${numRuns} runs in ${seconds} s`;
				assert.ok(done >= leastRuns, `${summary}, and at least ${leastRuns} were to be done`);
				if (interrupted) process.stdout.write(`Stopped after ${summary}.\n`);
			},
		};
	};
}

function parametersOf({ numRuns = 100, leastRuns = Math.min(numRuns, 10), endOnFailure = false }: PropertyRuns) {
	const plugins = [stopWhenTimeIsUp(numRuns, leastRuns)];
	return { numRuns, endOnFailure, markInterruptAsFailure: false, plugins };
}

/** Checks a property with 100 random cases, or `numRuns`, but with fewer on a machine that is too slow for them. */
export function assertProperty<T>(property: fc.IProperty<T>, runs: PropertyRuns = {}): void {
	fc.assert(property, parametersOf(runs));
}

export async function assertAsyncProperty<T>(property: fc.IAsyncProperty<T>, runs: PropertyRuns = {}): Promise<void> {
	await fc.assert(property, parametersOf(runs));
}
