import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "node:test";
import { root } from "../machine/folders.ts";
import { type Area, type Mutant, mutate } from "./mutant.ts";

/** The first test that failed, or null when all passed. */
export type Outcome = { readonly failed: string | null };

/** A copy of the checkout's sources, in which one mutant at a time is tried. The working tree is never touched. */
export type Lane = {
	/** Runs the area's tests with the mutant in; with null, on the sources as they are. */
	readonly attempt: (area: Area, mutant: Mutant | null) => Promise<Outcome>;
	readonly close: () => void;
};

/** A run takes seconds. One that takes longer waits for something that will not come. */
const runLimitMs = 120_000;

export function openLane(): Lane {
	const folder = mkdtempSync(join(tmpdir(), "pailou-mutants-"));
	for (const name of ["core", "main", "sync", "renderer", "test", "package.json"]) {
		cpSync(join(root, name), join(folder, name), { recursive: true });
	}
	symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));

	async function attempt(area: Area, mutant: Mutant | null): Promise<Outcome> {
		if (mutant === null) return runTests(area.name, area.tests);
		const path = join(folder, mutant.file);
		const text = readFileSync(path, "utf8");
		writeFileSync(path, mutate(text, mutant));
		try {
			return await runTests(area.name, mutant.tests ?? area.tests);
		} finally {
			writeFileSync(path, text);
		}
	}

	/** Stops at the first test that fails: one is enough to kill a mutant. */
	async function runTests(name: string, tests: readonly string[]): Promise<Outcome> {
		const files = tests.flatMap((pattern) => globSync(pattern, { cwd: folder }).sort());
		if (files.length === 0) throw new Error(`There is no test for the mutants of ${name}.`);
		const stop = new AbortController();
		const limit = AbortSignal.timeout(runLimitMs);
		const events = run({
			cwd: folder,
			files: files.map((file) => join(folder, file)),
			concurrency: 1,
			signal: AbortSignal.any([stop.signal, limit]),
		});
		for await (const { type, data } of events) {
			if (limit.aborted) throw new Error(`The tests of ${name} did not end within ${runLimitMs / 1000} s.`);
			if (type !== "test:fail") continue;
			stop.abort();
			return { failed: data.name };
		}
		return { failed: null };
	}

	return { attempt, close: () => rmSync(folder, { recursive: true, force: true }) };
}
