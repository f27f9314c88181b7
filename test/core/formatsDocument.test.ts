import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Day, KioskId } from "../../core/identity.ts";
import { Entry } from "../../core/journal/journal.ts";
import { paths } from "../../core/protocol/protocol.ts";
import { protocolVersion } from "../../core/protocol/version.ts";
import { mostPayloadBytes, payloadTypes } from "../../core/trust/envelope.ts";

// docs/formats.md is what another team would build from, so what it must list is counted against the code.

const document = readFileSync(new URL("../../docs/formats.md", import.meta.url), "utf8");

test("docs/formats.md lists every kind of journal line with all its fields", () => {
	for (const { shape } of Entry.options) {
		const [kind] = shape.kind.values;
		const row = new RegExp(`^\\| \`${kind}\` \\|.*$`, "m").exec(document)?.[0];
		assert.ok(row !== undefined, `the kind ${kind}`);
		const common = /Fields of every line:[\s\S]*?Kinds and their further fields/.exec(document)?.[0] ?? "";
		for (const field of Object.keys(shape)) assert.ok(`${common}${row}`.includes(`\`${field}\``), `${kind}: ${field}`);
	}
});

test("docs/formats.md lists every payload type with its limit", () => {
	for (const [name, type] of Object.entries(payloadTypes)) {
		const row = new RegExp(`^\\| \`${name}\` \\|.*$`, "m").exec(document)?.[0] ?? "";
		assert.ok(row.endsWith(`| ${mostPayloadBytes[type].toLocaleString("en")} |`), `${name}: ${row}`);
	}
});

const [kiosk, day] = [KioskId.parse("k000000000000"), Day.parse("2026-10-01")];

/** As the code builds each path, and complete by type; the document writes {k}, {d} and {n} for what differs. */
const routes: Readonly<Record<keyof typeof paths, string>> = {
	newestRoot: paths.newestRoot,
	pass: paths.pass,
	enrolments: paths.enrolments,
	challenges: paths.challenges(kiosk),
	tokens: paths.tokens(kiosk),
	root: paths.root(7),
	time: paths.time(kiosk),
	timestamp: paths.timestamp(kiosk),
	roster: paths.roster(kiosk),
	revocations: paths.revocations(kiosk),
	journal: paths.journal(kiosk),
	journalAfter: paths.journalAfter(kiosk, 7, 8),
	head: paths.head(kiosk),
	incarnations: paths.incarnations(kiosk),
	allocation: paths.allocation(kiosk, day),
	news: paths.news(kiosk),
	dayKeys: paths.dayKeys(kiosk),
	rows: paths.rows(kiosk, day, 7),
	delta: paths.delta(kiosk, day, 7, 6),
	leaves: paths.leaves(kiosk, day, 7),
	buckets: paths.buckets(kiosk, day, 7, [3, 17]),
	numbers: paths.numbers(kiosk, day, 7),
};

test("docs/formats.md lists every route a kiosk asks, and the protocol's version", () => {
	for (const [name, path] of Object.entries(routes)) {
		const written = path
			.replace(`/v1/kiosks/${kiosk}/allocations/${day}/versions/7`, "A(d,n)")
			.replace(kiosk, "{k}")
			.replace(day, "{d}")
			.replace("/roots/7", "/roots/{n}")
			.replace("from=6", "from={n}")
			.replace("incarnation=7&after=8", "incarnation={n}&after={seq}");
		assert.ok(
			document.includes(`GET \`${written}\``) || document.includes(`POST \`${written}\``),
			`${name}: ${written}`,
		);
	}
	assert.ok(document.includes(`\`Pailou-Protocol: ${protocolVersion}\``));
});

test("docs/formats.md names every file of vectors", () => {
	for (const name of readdirSync(new URL("../vectors", import.meta.url))) {
		if (name.endsWith(".json")) assert.ok(document.includes(`\`${name}\``), name);
	}
});
