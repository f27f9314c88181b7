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
const numbers = of("shortNumberEntry.ts", "shortNumberEntry");

export const mainAdmission: Area = {
	name: "main/admission",
	tests: ["test/main/admission/*.test.ts"],
	mutants: [
		checkIn(
			"the second click on an offer admits a second time",
			'unrecordedRefusal({ reason: "offerGone" });\n\t\tif (offer.settled !== null) return offer.settled;\n\t\tconst verdict = redeem(offer, persons, null);',
			'unrecordedRefusal({ reason: "offerGone" });\n\t\tconst verdict = redeem(offer, persons, null);',
		),
		override(
			"a supervisor's second click admits a second time",
			'unrecordedRefusal({ reason: "offerGone" });\n\t\tif (offer.settled !== null) return offer.settled;\n\t\tconst day',
			'unrecordedRefusal({ reason: "offerGone" });\n\t\tconst day',
		),
		override("what a look-up found is admitted without a supervisor", 'offer.source === "card" || ', ""),
		override("what was refused is admitted without a supervisor", " || offer.waives.length > 0", ""),
		checkIn(
			"an offer is honoured as things stood when it was made",
			"const assessment = assess(credential, persons, waives);",
			"const assessment = assess(credential, null, waives);",
		),
		override("a supervisor overrides without end", ".overrides >= mostOverrides", ".overrides > 1000 * mostOverrides"),
		override("a supervisor has one override too few", ".overrides >= mostOverrides", ".overrides >= mostOverrides - 1"),
		checkIn("a party is offered as one person less", "if (remaining === 1) return", "if (remaining <= 2) return"),
		checkIn("the last of a party must be confirmed", "if (remaining === 1) return", "if (remaining === 0) return"),
		checkIn("the verdict shows that nobody of the party was admitted", "remaining: remaining - persons,", "remaining,"),
		checkIn(
			"a refusal leaves no line",
			"const written = journal.write((append) => appendRefusal(append, refusal, source, assessment, offer));",
			'const written = { kind: "notWritten" } as { kind: string; value?: never };',
		),
		guesses(
			"a wrong short number leaves no line, so guesses cost nothing",
			'const written = journal.write((append) => appendRefusal(append, found.refusal, "number", null, null));',
			'const written = { kind: "written", value: refusalVerdict(found.refusal, null, null, 0) } as { kind: "written"; value: Verdict };',
		),
		override("a supervisor is offered what may never be overridden", " && isOverridable(refusal)", ""),
		override(
			"an override waives nothing and is refused again",
			"waives: [...offer.waives, refusal.reason]",
			"waives: offer.waives",
		),
		override("an override does not name what it overrode", 'refused: waives.join(" ") || source', "refused: source"),
		lines(
			"the line does not say which of the party came in",
			"positions: [...positions], isTicketed",
			"positions: null, isTicketed",
		),
		lines(
			"the line does not say which code was consumed",
			"party, source, step, skew };",
			"party, source, step: null, skew };",
		),
		checkIn(
			"an admission by this kiosk is shown as another kiosk's",
			"kiosk === identity.kiosk",
			"kiosk !== identity.kiosk",
		),
		checkIn(
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
			"isOverridable: remaining > 0 && ",
			"isOverridable: ",
		),
		voiding("an admission is voided after the half hour", " || clock.nowMs() - redeemed.at > voidLimitMs", ""),
		voiding("an admission of yesterday is voided", "held?.allocation.header.day !== day || ", "held === null || "),
		voiding(
			"an admission is voided twice",
			'if (admission === undefined) return { kind: "notVoided", why: "alreadyVoided" };\n\t\t\tconst { persons } = admission;',
			"const { persons } = admission ?? redeemed;",
		),
		voiding(
			"the line of a void is voided",
			'redeemed?.kind !== "redeemed"',
			'redeemed === null || !("persons" in redeemed)',
		),
		numbers("the entry is open while it is locked", 'if (untilMs !== null) return { kind: "locked", untilMs };', ""),
		numbers("a wrong number shows one try too many", "triesLeft: entry.triesLeft - 1", "triesLeft: entry.triesLeft"),
		numbers(
			"short numbers are taken against the policy of the day",
			'if (header.numbers === null) return { kind: "off", why: "policy" };',
			"",
		),
	],
};
