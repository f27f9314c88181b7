// `npm test`: every check, in order; the last line is the count. `npm test -- --only FOLDER [PART]`: only the test
// files of test/FOLDER whose name contains PART.

import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { run } from "node:test";
import { build } from "./machine/build.ts";
import { runCommand } from "./machine/command.ts";
import { ensureDisplay, hasDisplay } from "./machine/display.ts";
import { electronRuntime } from "./machine/electron/electron.ts";
import { root } from "./machine/folders.ts";
import { ensurePackages } from "./machine/packages.ts";
import { report, type TestCounts } from "./machine/reporter.ts";
import { ActionableError, readArguments, runScript } from "./machine/script.ts";

/** A folder of these without tests means that the checkout is damaged. */
const required = ["core", "main", "sync", "renderer", "machine", "crash"];

const minuteMs = 60_000;

function write(text: string): void {
	process.stdout.write(text);
}

/** Runs one part under its heading and prints its duration. An exception counts as one failure. */
async function part(title: string, work: () => Promise<TestCounts>): Promise<TestCounts> {
	write(`\n── ${title}\n`);
	const startedAtMs = performance.now();
	const counts = await work().catch((error: Error): TestCounts => {
		write(`\n  ✗ ${error instanceof ActionableError ? error.message : error.stack}\n`);
		return { passed: 0, failed: 1 };
	});
	const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
	write(`   ${counts.passed} passed, ${counts.failed} failed (${seconds} s)\n`);
	return counts;
}

/** Runs a tool of node_modules as one test; exit code 0 passes. */
async function check(path: string, ...args: readonly string[]): Promise<TestCounts> {
	const done = await runCommand(process.execPath, [join(root, "node_modules", path), ...args], { cwd: root });
	if (!done.isDone) write(`${done.output}\n`);
	return done.isDone ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function sumOf(parts: readonly TestCounts[]): TestCounts {
	const sum = (of: (counts: TestCounts) => number) => parts.reduce((total, counts) => total + of(counts), 0);
	return { passed: sum(({ passed }) => passed), failed: sum(({ failed }) => failed) };
}

function testFiles(folder: string, part = ""): string[] {
	return globSync(`test/${folder}/**/*${part}*.test.ts`, { cwd: root })
		.map((path) => join(root, path))
		.sort();
}

interface Suite {
	readonly folders: readonly string[];
	readonly concurrency: number;
	/** Limits of one test and of one file; exceeding either is a failure. */
	readonly timeoutMs: number;
	readonly deadlineMs: number;
}

/** Unit test files mostly wait for their process to start: two per core are fastest. */
function quick(folders: readonly string[]): Suite {
	const concurrency = Math.max(2, availableParallelism() * 2);
	return { folders, concurrency, timeoutMs: 2 * minuteMs, deadlineMs: 20 * minuteMs };
}

/** One file at a time: a browser uses a whole core. */
function alone(folder: string): Suite {
	return { folders: [folder], concurrency: 1, timeoutMs: 5 * minuteMs, deadlineMs: 30 * minuteMs };
}

const onScreen: readonly string[] = ["gallery", "e2e"];

async function runSuite(suite: Suite, part?: string): Promise<TestCounts> {
	const files = suite.folders.flatMap((folder) => testFiles(folder, part));
	const empty = suite.folders.filter((folder) => testFiles(folder, part).length === 0);
	return sumOf([await runFiles(files, suite), missing(empty)]);
}

function runFiles(files: readonly string[], suite: Suite, env = process.env): Promise<TestCounts> {
	const { concurrency, timeoutMs: timeout, deadlineMs } = suite;
	return report(
		run({ cwd: root, files: [...files], env, concurrency, timeout, signal: AbortSignal.timeout(deadlineMs) }),
		write,
	);
}

function missing(folders: readonly string[]): TestCounts {
	for (const folder of folders) write(`\n  ✗ There is no such test in test/${folder}.\n`);
	return { passed: 0, failed: folders.length };
}

/**
 * End-to-end tests mostly wait for timers, so two files run at a time, each on its own display: a display has one
 * focused window.
 */
async function runEndToEnd(part?: string): Promise<TestCounts> {
	const files = testFiles("e2e", part);
	if (files.length === 0) return missing(["e2e"]);
	const lanes = hasDisplay() ? 1 : 2;
	return sumOf(await Promise.all(Array.from({ length: lanes }, () => runLane(files))));
}

/** Takes files off the shared list until it is empty. */
async function runLane(files: string[]): Promise<TestCounts> {
	const { display, close } = await ensureDisplay();
	const parts: TestCounts[] = [];
	try {
		for (let file = files.shift(); file !== undefined; file = files.shift()) {
			parts.push(await runFiles([file], alone("e2e"), { ...process.env, DISPLAY: display }));
		}
	} finally {
		await close();
	}
	return sumOf(parts);
}

async function prepare(): Promise<TestCounts> {
	await ensurePackages("electron", "display", "fonts", "browser", "keyring");
	await electronRuntime();
	await build();
	return { passed: 0, failed: 0 };
}

/** Every folder with tests, the required ones first. Folders are found, not listed, so that none is forgotten. */
function quickFolders(): string[] {
	const found = globSync("test/*/**/*.test.ts", { cwd: root }).map((path) => path.split(/[\\/]/)[1] ?? "");
	return [...new Set([...required, ...found])].filter((folder) => !onScreen.includes(folder));
}

async function runAll(): Promise<TestCounts[]> {
	return [
		await part("The machine, Electron and the build", prepare),
		await part("Types", () => check("typescript/bin/tsc", "-b")),
		await part("Lint and format", () => check("@biomejs/biome/bin/biome", "check", "--error-on-warnings")),
		await part("Unit and integration tests", () => runSuite(quick(quickFolders()))),
		await part("Every screen of the gallery", () => runSuite(alone("gallery"))),
		await part("End-to-end tests", () => runEndToEnd()),
	];
}

async function runOnly(folder: string, name: string | undefined): Promise<TestCounts[]> {
	if (folder === "gallery") return [await part("test/gallery", () => runSuite(alone("gallery"), name))];
	if (folder !== "e2e") return [await part(`test/${folder}`, () => runSuite(quick([folder]), name))];
	return [await part("The machine, Electron and the build", prepare), await part("test/e2e", () => runEndToEnd(name))];
}

async function main(): Promise<void> {
	const { values, positionals } = readArguments({ allowPositionals: true, options: { only: { type: "string" } } });
	const parts = values.only === undefined ? await runAll() : await runOnly(values.only, positionals[0]);
	const { passed, failed } = sumOf(parts);
	if (failed > 0 || passed === 0) process.exitCode = 1;
	write(`\n${passed} passed, ${failed} failed\n`);
}

await runScript(main);
