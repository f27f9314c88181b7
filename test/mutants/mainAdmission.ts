import type { Area, Mutant } from "./mutant.ts";

type Describe = (breaks: string, snippet: string, replacement: string) => Mutant;

/** The files of tests are named, because those that check PINs take seconds. */
function of(file: string, ...testNames: readonly string[]): Describe {
	const tests = testNames.map((name) => `test/main/admission/${name}.test.ts`);
	return (breaks, snippet, replacement) => ({ file: `main/admission/${file}`, snippet, replacement, breaks, tests });
}

const checkIn = of("checkIn.ts", "checkIn");
const override = of("checkIn.ts", "override");
const lines = of("checkIn.ts", "rotatingCode", "voiding");
const guesses = of("checkIn.ts", "shortNumberEntry");
const assess = of("assess.ts", "checkIn", "rotatingCode", "shortNumberEntry");
const revoked = of("assess.ts", "../../sync/kiosk");
const offers = of("offers.ts", "checkIn");
const cardSearch = of("cardSearch.ts", "cardSearch", "override");
const voiding = of("voiding.ts", "voiding");
const sameScan = of("sightings.ts", "sameScan");
const undo = of("ownAdmissions.ts", "voiding", "findingUndo");
const waivers = of("waivers.ts", "overrideOffers");
const names = of("displayedRefusal.ts", "checkIn");
const numbers = of("shortNumberEntry.ts", "shortNumberEntry");

export const mainAdmission: Area = {
	name: "main/admission",
	tests: ["test/main/admission/*.test.ts"],
	mutants: [
		checkIn(
			"the second click on an offer admits a second time",
			"return settle(offer, () => redeem(offer, persons, null));",
			"return redeem(offer, persons, null);",
		),
		override(
			"a supervisor's second click admits a second time",
			"return settle(offer, () => redeem(offer, persons, by));",
			"return redeem(offer, persons, by);",
		),
		override("what a look-up found is admitted without a supervisor", 'offer.source === "card" || ', ""),
		override("what was refused is admitted without a supervisor", " || offer.waives.length > 0", ""),
		checkIn(
			"an offer is honoured as things stood when it was made",
			"assessWaiving(assess, credential, persons, by === null",
			"assessWaiving(assess, credential, null, by === null",
		),
		override("a supervisor overrides without end", ".overrides >= mostOverrides", ".overrides > 1000 * mostOverrides"),
		override("a supervisor has one override too few", ".overrides >= mostOverrides", ".overrides >= mostOverrides - 1"),
		checkIn("a party is offered as one person less", "if (remaining === 1) return", "if (remaining <= 2) return"),
		checkIn("the last of a party must be confirmed", "if (remaining === 1) return", "if (remaining === 0) return"),
		checkIn("the verdict shows that nobody of the party was admitted", "remaining: remaining - persons,", "remaining,"),
		checkIn(
			"a refusal leaves no line",
			"const written = journal.write((append) => appendRefusal(append, refusal, source, assessment, presented));",
			'const written = { kind: "notWritten" } as { kind: string; value?: never };',
		),
		guesses(
			"a wrong short number leaves no line, so guesses cost nothing",
			'const written = journal.write((append) => appendRefusal(append, found.refusal, "number", null, null));',
			'const written = { kind: "written", value: refusalVerdict(found.refusal, null, null, 0) } as { kind: "written"; value: Verdict };',
		),
		sameScan(
			"the same scan gets a second verdict",
			"clock.monoMs() - seen.atMs >= sameScanMs",
			"clock.monoMs() - seen.atMs >= 0",
		),
		sameScan("a scan is the same for ever", "clock.monoMs() - seen.atMs >= sameScanMs", "false"),
		sameScan("an undone admission is told again", " && holds(seen.verdict)", ""),
		sameScan(
			"a newer list is not decided by",
			"decision.refusal.reason === verdict.refusal.reason",
			"decision.refusal.reason.length > 0",
		),
		undo("an offer outlives its line", "own.standing?.persons === verdict.persons", "true"),
		undo(
			"a line of a former incarnation may be voided here",
			"one.incarnation === incarnation && one.line === line",
			"one.line === line",
		),
		waivers("what could not succeed is offered", 'one.assessment.decision.kind === "refused" || ', ""),
		waivers("a refusal that no supervisor may override is waived", "!mayWaive(refusal) || ", ""),
		waivers(
			"a whole party is offered where the session has fewer places",
			"credential, remaining, isOverridable",
			"credential, 1, isOverridable",
		),
		override(
			"an override waives nothing and is refused again",
			"offers.add({ credential, sighting, source, waives })",
			"offers.add({ credential, sighting, source, waives: [] })",
		),
		override(
			"an override does not name what it overrode",
			'waived.length > 0 ? waived.join(" ")',
			"waived.length > 0 ? source",
		),
		lines(
			"the line does not say which of the party came in",
			"positions: [...positions], seats",
			"positions: null, seats",
		),
		lines("the line does not say which seats were told", "seats: seatOfEach(session, row, positions)", "seats: null"),
		lines(
			"the line does not say which code was consumed",
			"issue, source, step, skew };",
			"issue, source, step: null, skew };",
		),
		names(
			"an admission by this kiosk is shown as another kiosk's",
			"kiosk === identity.kiosk",
			"kiosk !== identity.kiosk",
		),
		names(
			"a member is sent to a venue by its number",
			"find((other) => other.venue === venue)?.title ?? null",
			"find((other) => other.venue !== other.venue)?.title ?? null",
		),
		assess("a voucher is assumed to be on the list", 'waived.includes("notInAllocation")', "true"),
		assess("what the session holds is not counted", "countAdmitted(ledger, session.session)", "0"),
		assess(
			"the voucher's standing in the journal is ignored",
			"emptyStanding : standingOf(ledger, key)",
			"emptyStanding : emptyStanding",
		),
		assess(
			"a code found by a short number must rotate",
			'return { kind: "shortNumber" };',
			'return { kind: "static" };',
		),
		assess("the day's key is not used, so any rotating code is unknown", "held?.dayKey ?? null", "null"),
		revoked(
			"revocations are not asked",
			"revocation: revocationOf(header === null || key === null ? null : { day: header.day, row: key })",
			"revocation: null",
		),
		offers("an offer is evicted as soon as the next one is made", "offers.size > maxOffers", "offers.size > 1"),
		offers("the newest offer is evicted", "const [oldest] = offers.keys();", "const oldest = id;"),
		cardSearch("a look-up leaves no line", '!journal.record({ kind: "lookedUp", found: rows.length })', "false"),
		cardSearch("a card's last four find everybody", "row.card === card", "row.card !== null"),
		cardSearch("a look-up shows more than a screen holds", "vouchers.slice(0, maxResults)", "vouchers"),
		cardSearch(
			"one who is inside may be admitted from a look-up",
			"isOverridable: possible !== null",
			"isOverridable: true",
		),
		undo("an admission is voided after the half hour", "isToday && leftMs >= 0 ?", "isToday ?"),
		undo("an admission of yesterday is voided", "(inForce === null || inForce.allocation.header.day === day)", "true"),
		voiding(
			"an admission is voided twice",
			"ownAdmissions.at(line)?.standing ?? null;",
			"ownAdmissions.at(line)?.standing ?? { ...redeemed, atMs: 0, line, positions: redeemed.positions ?? [] };",
		),
		voiding("more persons of a line are voided than it let in", "persons > admission.persons", "persons > 9"),
		undo(
			"the line of a void is voided",
			'entry?.kind !== "redeemed" || entry.day === null',
			'entry === null || !("persons" in entry) || entry.day === null',
		),
		numbers(
			"the entry is open while it is locked",
			'if (leftMs !== null) return { kind: "locked", untilMs: now.nowMs + leftMs };',
			"",
		),
		numbers("a wrong number shows one try too many", "triesLeft: entry.triesLeft - 1", "triesLeft: entry.triesLeft"),
		numbers(
			"short numbers are taken against the policy of the day",
			'if (header.numbers === null) return { kind: "off", why: "policy" };',
			"",
		),
	],
};
