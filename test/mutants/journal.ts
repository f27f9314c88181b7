import type { Area, Mutant } from "./mutant.ts";

function line(breaks: string, snippet: string, replacement: string): Mutant {
	return { file: "core/journal/journal.ts", snippet, replacement, breaks };
}

function ledger(breaks: string, snippet: string, replacement: string): Mutant {
	return { file: "core/journal/dayLedger.ts", snippet, replacement, breaks };
}

function lock(breaks: string, snippet: string, replacement: string): Mutant {
	return { file: "core/journal/shortNumberLock.ts", snippet, replacement, breaks };
}

function shift(breaks: string, snippet: string, replacement: string): Mutant {
	return { file: "core/journal/shift.ts", snippet, replacement, breaks };
}

function ticket(breaks: string, snippet: string, replacement: string): Mutant {
	return { file: "core/journal/ticketLedger.ts", snippet, replacement, breaks };
}

function fold(file: string, breaks: string, snippet: string, replacement: string): Mutant {
	return { file: `core/journal/${file}`, snippet, replacement, breaks };
}

export const journal: Area = {
	name: "core/journal",
	tests: ["test/core/journal/*.test.ts"],
	mutants: [
		line(
			"a line that anybody wrote is believed",
			'if (!crypto.verify(publicKey, withDomainPrefix("journal", encodeText(json)), signature))',
			"if (false)",
		),
		line("a line may be left out of the journal unseen", "link.seq === head.seq + 1", "link.seq > head.seq"),
		line("a line may be exchanged for another unseen", " && link.prev === head.digest", ""),
		line(
			"the hash of a line does not cover the line",
			"toHex(crypto.hash(encodeText(line)))",
			"toHex(crypto.hash(encodeText(line.slice(1))))",
		),
		line(
			"a line is signed as something else",
			'sign(withDomainPrefix("journal", encodeText(json)))',
			'sign(withDomainPrefix("voucher", encodeText(json)))',
		),
		line("a line of a newer version ends the chain", "Entry.safeParse(value).data ?? null", "Entry.parse(value)"),
		ledger("an admission does not count", "admitted: standing.admitted + persons,", "admitted: standing.admitted,"),
		ledger("a second admission forgets the first", "[...standing.admissions, {", "[{"),
		ledger(
			"a consumed code is good again after a void",
			"...standing,\n\t\tadmitted: standing.admitted - persons",
			"...emptyStanding,\n\t\tadmitted: standing.admitted - persons",
		),
		ledger("a void changes no count", "admitted: standing.admitted - persons", "admitted: standing.admitted"),
		ledger("an admission is voided twice", "(left.persons > 0 ? [left] : [])", "[undone]"),
		ledger("more persons of a line are voided than it let in", " || persons > undone.persons", ""),
		ledger("a voided person keeps the place", "!leaving.has(position)", "true"),
		ledger("an older line makes a newer issue unknown", "issue < known.issue", "issue > known.issue"),
		ledger("a void cancels another kiosk's admission", "one.kiosk === kiosk && ", ""),
		ledger("a void cancels an admission of the kiosk's earlier incarnation", "one.incarnation === incarnation && ", ""),
		ledger(
			"a void leaves the session as full as it was",
			"addPersonsAdmitted(book, undone.session, undone.atMs, -persons);",
			"",
		),
		ledger("one seat is given to two", "if (!taken.has(position)) free.push(position)", "free.push(position)"),
		ledger("the seats that a line names are given again", "entry.positions ?? findFreePositions", "findFreePositions"),
		ledger("an older code is accepted after a newer one", "Math.max(a, b)", "Math.min(a, b)"),
		ledger("a supervisor's overrides are not counted", "if (entry.override !== null) book.overrides++;", ""),
		ledger("a new shift begins with the overrides of the last", "book.overrides = 0;", ""),
		lock(
			"a sixth guess at a short number is allowed",
			"shortNumberFailuresToLock = 5",
			"shortNumberFailuresToLock = 6",
		),
		lock(
			"guesses lock the entry for a minute only",
			"untilMs: totalMs + shortNumberLockMs",
			"untilMs: totalMs + 60_000",
		),
		lock(
			"guesses of yesterday lock the entry today",
			"const recent = lock.failedAtMs.filter((atMs) => totalMs - atMs < shortNumberLockMs);",
			"const recent = lock.failedAtMs;",
		),
		lock("a mistyped short number costs a try", ' && entry.reason === "shortNumberUnknown"', ""),
		lock(
			"the entry stays locked for ever",
			"return leftMs > 0 ? leftMs : null;",
			"return lock.untilMs > 0 ? Math.max(leftMs, 1) : null;",
		),
		lock(
			"the number of tries left is one too many",
			"shortNumberFailuresToLock - lock",
			"shortNumberFailuresToLock + 1 - lock",
		),
		shift("a slip counts no persons", "persons: shift.persons + entry.persons,", "persons: shift.persons,"),
		shift("a slip counts those who were voided", "persons: shift.persons - entry.persons,", "persons: shift.persons,"),
		shift("a slip counts every admission as an override", "entry.override === null ? 0 : 1", "1"),
		shift(
			"a shift goes on after it was closed",
			'case "shiftClosed":\n\t\t\treturn null;',
			'case "shiftClosed":\n\t\t\treturn shift;',
		),
		shift("a slip counts no refusals", "refusals: shift.refusals + 1", "refusals: shift.refusals"),
		ticket(
			"a ticket that was printed is asked about",
			'case "printed":\n',
			'case "printed":\n\t\t\treturn "inDoubt";\n',
		),
		ticket("a late report on the first copy settles the second", "copy < standing.copy ?", "copy > standing.copy ?"),
		ticket("a ticket is asked about although its admission is voided", "standing.isVoided || ", ""),
		ticket("a ticket of hours ago that was never sent is asked about", "standing.atMs < sinceMs", "false"),
		ticket("a ticket in doubt is forgotten after a while", 'why !== "inDoubt" && ', ""),
		fold(
			"arrivals.ts",
			"arrivals are counted one by one and not by ten minutes",
			"Math.floor(atMs / arrivalIntervalMs) * arrivalIntervalMs",
			"atMs",
		),
		fold(
			"arrivals.ts",
			"of ten minutes only the last arrival is counted",
			"(arrivals.get(from) ?? 0) + persons",
			"persons",
		),
		fold(
			"staffCalls.ts",
			"a call for staff stays after it was answered",
			'entry.is === "settled" ? others :',
			"false ? others :",
		),
		fold("staffCalls.ts", "one answered call settles all", "of !== entry.of", "false"),
	],
};
