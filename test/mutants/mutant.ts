/** One deliberate fault: `snippet`, which occurs exactly once in `file`, becomes `replacement`. */
export type Mutant = {
	readonly file: string;
	readonly snippet: string;
	readonly replacement: string;
	/** What goes wrong for a person while the fault is in. */
	readonly breaks: string;
	/** The test files to run, where those of the whole area would take long. */
	readonly tests?: readonly string[];
	/** Why no test can notice the fault. Absent for a mutant that a test must kill. */
	readonly survives?: string;
};

/** The mutants of one folder, and the unit tests that must notice them. */
export type Area = {
	readonly name: string;
	/** Globs of test files below the checkout; the ones most likely to fail come first. */
	readonly tests: readonly string[];
	readonly mutants: readonly Mutant[];
};

/** The text of the file with the fault in. Throws by name when the snippet is not found exactly once. */
export function mutate(text: string, { file, snippet, replacement, breaks }: Mutant): string {
	const occurrences = text.split(snippet).length - 1;
	if (occurrences !== 1) {
		throw new Error(`The mutant "${breaks}" expects its snippet once in ${file}, which has it ${occurrences} times.`);
	}
	return text.replace(snippet, () => replacement);
}
