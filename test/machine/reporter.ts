import { relative } from "node:path";
import type { TestEvent } from "node:test/reporters";
import { inspect } from "node:util";
import { root } from "./folders.ts";

export interface TestCounts {
	readonly passed: number;
	readonly failed: number;
}

type Finished = Extract<TestEvent, { type: "test:pass" | "test:fail" }>;

/** The counts, failures and output of a run. */
class RunReport {
	passed = 0;
	failed = 0;
	/** The names from the outermost suite of the file to the current test. */
	readonly #path: string[] = [];
	/** Each file's output, kept in case one of its tests fails. */
	readonly #printed = new Map<string, string>();
	readonly #failedFiles = new Set<string>();
	readonly #write: (text: string) => void;

	constructor(write: (text: string) => void) {
		this.#write = write;
	}

	record(event: TestEvent): void {
		if (event.type === "test:start") this.#path.splice(event.data.nesting, Infinity, event.data.name);
		if (event.type === "test:stdout" || event.type === "test:stderr") this.#keep(event.data.file, event.data.message);
		if (event.type === "test:diagnostic" && /^(Error|Warning): /.test(event.data.message)) {
			this.#keep(event.data.file, `${event.data.message}\n`);
		}
		if (event.type === "test:pass" || event.type === "test:fail") this.#count(event);
	}

	/** Prints the output of the files with failures. */
	finish(): void {
		for (const file of this.#failedFiles) {
			const text = this.#printed.get(file)?.trimEnd();
			if (text) this.#write(`\n    ${relative(root, file)} printed:\n${indent(text)}\n`);
		}
	}

	#keep(file: string | undefined, text: string): void {
		if (file !== undefined) this.#printed.set(file, (this.#printed.get(file) ?? "") + text);
	}

	#count(event: Finished): void {
		const reason = event.type === "test:fail" ? formatFailure(event) : disqualificationOf(event);
		// A suite is not a test; its failure is reported only when it is not caused by its tests.
		if (event.data.details.type === "suite" && (reason === undefined || isOfSubtests(event))) return;
		if (reason === undefined) {
			this.passed += 1;
			return;
		}
		this.failed += 1;
		const { file, line } = event.data;
		if (file !== undefined) this.#failedFiles.add(file);
		if (isOfSubtests(event)) return;
		const names = this.#path.slice(0, event.data.nesting).concat(isWholeFile(event) ? [] : event.data.name);
		const place = file === undefined ? "" : `${relative(root, file)}${isWholeFile(event) ? "" : `:${line}`}`;
		this.#write(`\n  ✗ ${names.join(" › ")} (${place})\n${indent(reason)}\n`);
	}
}

/** Node reports a file that crashed or holds no test as a test named by the file's path. */
function isWholeFile(event: Finished): boolean {
	return event.data.nesting === 0 && event.data.name === event.data.file;
}

function isOfSubtests(event: Finished): boolean {
	return event.type === "test:fail" && Reflect.get(event.data.details.error, "failureType") === "subtestsFailed";
}

/** Why a test that Node counts as passed does not pass here. */
function disqualificationOf(event: Finished): string | undefined {
	if (event.data.skip !== undefined) return "It was skipped: a skipped test counts as failed.";
	if (event.data.todo !== undefined) return "It is a todo: a todo counts as failed.";
	return isWholeFile(event) ? "The file holds no test." : undefined;
}

function formatFailure(event: Extract<TestEvent, { type: "test:fail" }>): string {
	if (isWholeFile(event)) return "The file crashed, or did not end in time; see what it printed.";
	const { error } = event.data.details;
	const cause = error.cause ?? error;
	const text = cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause);
	return text
		.split("\n")
		.filter((line) => !/^\s+at .*\(?node:/.test(line))
		.join("\n");
}

function indent(text: string): string {
	return text.replace(/^/gm, "      ");
}

/** Counts the tests of a run and prints its failures. */
export async function report(events: AsyncIterable<TestEvent>, write: (text: string) => void): Promise<TestCounts> {
	const runReport = new RunReport(write);
	for await (const event of events) runReport.record(event);
	runReport.finish();
	return { passed: runReport.passed, failed: runReport.failed };
}
