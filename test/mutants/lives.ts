import type { Area, Mutant } from "./mutant.ts";

function fault(file: string, breaks: string, snippet: string, replacement: string): Mutant {
	return { file, snippet, replacement, breaks };
}

/** Faults that no single call shows, and that random lives of a kiosk must. */
export const lives: Area = {
	name: "lives",
	tests: ["test/lives/firstLives.test.ts"],
	mutants: [
		fault(
			"core/journal/values.ts",
			"a shift whose voids are more than its admissions is never closed",
			"persons: z.int(),",
			"persons: Count,",
		),
		fault(
			"core/journal/journal.ts",
			"a line that cannot be read stops the app",
			"return Entry.safeParse(parseJson(jsonOf(line))).data ?? null;",
			"return Entry.parse(parseJson(jsonOf(line)));",
		),
		{
			file: "core/journal/dayLedger.ts",
			breaks: "somebody is admitted on a voucher of which a line cannot be read",
			snippet: "isUncertain: true });",
			replacement: "isUncertain: false });",
			tests: ["test/main/unreadableLines.test.ts"],
		},
		fault(
			"main/journal/journalMemory.ts",
			"the head in memory is not the one on the disk",
			"\t\t\t\tmemory = applyToMemory(memory, draft);\n",
			"\t\t\t\tapplyToMemory(memory, draft);\n",
		),
		fault(
			"main/journal/dayLedgers.ts",
			"a line after the snapshot counts twice",
			"let through: JournalPosition = snapshot;",
			"let through: JournalPosition = end;",
		),
		fault(
			"sync/guard.ts",
			"the app ends by what a timer throws on a full disk",
			"\t\t} catch (error) {\n\t\t\treport(error);",
			"\t\t} catch (error) {\n\t\t\tthrow error;",
		),
		fault(
			"main/journal/outbox.ts",
			"after a start the next line follows another line than the last",
			"ORDER BY seq DESC LIMIT 1",
			"ORDER BY seq LIMIT 1",
		),
	],
};
