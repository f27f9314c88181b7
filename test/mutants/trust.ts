import type { Area, Mutant } from "./mutant.ts";

function of(file: string): (breaks: string, snippet: string, replacement: string) => Mutant {
	return (breaks, snippet, replacement) => ({ file: `core/trust/${file}`, snippet, replacement, breaks });
}

const accept = of("accept.ts");
const types = of("documentTypes.ts");
const root = of("root.ts");
const envelope = of("envelope.ts");
const marks = of("highWaterMarks.ts");
const state = of("trustState.ts");
const rotation = of("rootRotation.ts");
const revocations = of("revocations.ts");
const freshness = of("freshness.ts");
const reload = of("reload.ts");
const shapes = of("timestamp.ts");

export const trust: Area = {
	name: "core/trust",
	tests: ["test/core/trust/*.test.ts", "test/core/malformed.test.ts"],
	mutants: [
		envelope(
			"fewer signatures than the role demands are enough",
			"signers.length >= role.threshold",
			"signers.length >= 1",
		),
		envelope(
			"a document of another type passes as this one",
			"if (envelope.payloadType !== payloadType)",
			"if (envelope.payloadType === undefined)",
		),
		envelope(
			"a payload of any size is decoded",
			"if (envelope.payload.length > Math.ceil(mostBytes / 3) * 4)",
			"if (false)",
		),
		envelope("a payload a little above its limit is read", "if (payload.length > mostBytes)", "if (false)"),
		root("a first root that the enrolment code does not name is believed", "!digest.startsWith(pin)", "false"),
		root("a pin of one character is enough", "pin.length < 32", "pin.length < 1"),
		root("a first root that expired is believed", "nowMs < opened.root.expiresAt", "true"),
		root(
			"a first root without signatures is accepted",
			'if (signed.kind === "untrusted") return signed;\n\treturn { kind: "root"',
			'return { kind: "root"',
		),
		envelope("a document of a newer format is read as if it were known", "format.data.v !== 1", "format.data.v < 1"),
		envelope("a role may demand more signatures than it has keys", "role.threshold <= role.keys.length", "true"),
		envelope("a role may name one key twice", "new Set(role.keys).size === role.keys.length", "true"),
		envelope("no other DSSE tool can check a signature", "DSSEv1 $", "DSSEv1 0$"),
		accept("a document of another venue is accepted", "if (document.venue !== held.venue)", "if (document.venue < 0)"),
		types("a timestamp that expired is accepted", "if (nowMs >= expiresAt)", "if (false)"),
		types("a timestamp dated years ahead is accepted", "issuedAt > nowMs + mostClockLeadMs", "issuedAt < 0"),
		types(
			"a timestamp valid for a year is accepted",
			"return isLifetimeValid(timestamp) ? null :",
			"return true ? null :",
		),
		types("an older timestamp is accepted", "markOf: ({ timestamp }) => timestamp,", "markOf: () => null,"),
		types(
			"a timestamp may name an older roster than the one held",
			"checkNamedVersions(held.marks.taken, document) ??",
			"",
		),
		types(
			"a timestamp may name an older roster than one named before",
			"checkNamedVersions(held.marks.named, document) ??",
			"",
		),
		types("a timestamp of a root not yet known is accepted", "if (root > version)", "if (root < 0)"),
		types("a timestamp of a former root is accepted", "root === version ? null", "root <= version ? null"),
		types("a timestamp may name days without end", "> mostDaysMarked", "> 100 * mostDaysMarked"),
		accept(
			"a document that the timestamp does not name is accepted",
			"return isNamed ? null :",
			"return true ? null :",
		),
		accept("other bytes of the named version are accepted", " && named.digest === seen.digest", ""),
		accept(
			"a document is accepted before any timestamp",
			'if (held.timestamp === null) return { kind: "untrusted", why: "noTimestamp" };',
			"",
		),
		types("a day's rows move to other buckets", "last.bucketBits !== next.bucketBits", "false"),
		types("a day's rights move to other kiosks", "return isSameBase ? null :", "return true ? null :"),
		types(
			"a document is accepted under an expired timestamp",
			"return nowMs < expiresAt ? null :",
			"return true ? null :",
		),
		types("the list of a day that is over is accepted", "nowMs < document.closesAt ? null :", "true ? null :"),
		accept("an expired root goes on accepting", "return nowMs < expiresAt ? null :", "return true ? null :"),
		marks("an older version is accepted", "if (version < mark.version)", "if (version < 0)"),
		marks("two documents of one version are both accepted", "seen.digest === mark.digest ? null :", "true ? null :"),
		marks("a day's mark is kept twice", "versions.days.filter(({ day }) => day !== mark.day)", "versions.days"),
		types("a day that is named no longer may come back older", ".reduce(withDayMark, held.marks.named).days,", ","),
		types(
			"a roster that was accepted leaves no mark",
			"roster: { version: signed.document.epoch, digest: signed.digest } }",
			"roster: held.marks.taken.roster }",
		),
		types(
			"revocations that were accepted leave no mark",
			"revocations: { version: signed.document.version, digest: signed.digest } }",
			"revocations: held.marks.taken.revocations }",
		),
		state(
			"a day still to come is forgotten",
			"versions.days.filter(({ day }) => day >= oldest)",
			"versions.days.filter(({ day }) => day <= oldest)",
		),
		state(
			"a new list is not asked for",
			"filter(({ day, header }) => held.headers.get(day)?.digest !== header)",
			"filter(({ day }) => !held.headers.has(day))",
		),
		rotation("a root may be skipped", "root.version !== version + 1", "root.version < version"),
		rotation(
			"a root that its own keys did not sign is accepted",
			"const signed = checkThreshold(opened, root.roles.root, crypto);",
			"const signed = opened;",
		),
		rotation("another root of the same version is accepted", "last !== null && areBytesEqual(last, payload)", "true"),
		rotation(
			"a roster of keys that were replaced is still believed",
			"roster: isRosterNew && roster === null ? null : taken.roster",
			"roster: taken.roster",
		),
		rotation("one stolen key of two lowers the marks", ".length >= old.threshold", ".length >= 1"),
		revocations("a revoked kiosk continues to admit", "if (lastSeq !== null) return", "if (lastSeq === 0) return"),
		revocations(
			"a revoked voucher is not found in a long list",
			"if (order < 0) low = middle + 1;",
			"if (order < 0) low = middle + 2;",
		),
		revocations(
			"the issue that replaces a revoked one is refused",
			"issue < revocation.leastIssue",
			"issue <= revocation.leastIssue",
		),
		revocations(
			"a voucher that is revoked for good is honoured",
			"revocation.leastIssue === null || ",
			"revocation.leastIssue !== null && ",
		),
		revocations("a list that is not sorted is searched as if it were", "orderOf(list[i - 1] ?? one, one) < 0", "true"),
		freshness("an expired timestamp counts as fresh", "nowMs < timestamp.expiresAt && ", ""),
		freshness(
			"knowledge after the clock was put back counts as fresh",
			" && timestamp.issuedAt <= nowMs + mostClockLeadMs",
			"",
		),
		freshness("revocations that are held back go unnoticed", "...(revocations ? [", "...(false ? ["),
		freshness("a list that is held back goes unnoticed", "...(days.some(isWanted) ? [", "...(false ? ["),
		freshness(
			"what was trusted under the former root counts as fresh",
			"...(timestamp.root === held.root.version ? []",
			"...(true ? []",
		),
		freshness("a list is used after its day", "nowMs >= header.closesAt", "false"),
		accept(
			"a document below its mark is read back from the disk",
			"checkHighWaterMark(name, mark, {",
			"checkHighWaterMark(name, null, {",
		),
		reload(
			"marks are lowered by the roots that are read back",
			"held = { ...followed.held, marks: marks.data };",
			"held = followed.held;",
		),
		shapes("a timestamp may end before it begins", "issuedAt < expiresAt && ", ""),
	],
};
