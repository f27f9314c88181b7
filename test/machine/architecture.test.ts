// The project's import and language rules are enforced by Biome and TypeScript. Each rule is broken once here, in a
// copy of the checkout's configuration, to see that it is reported.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { runCommand } from "./command.ts";
import { root } from "./folders.ts";

interface RuleCase {
	readonly says: string;
	readonly file: string;
	readonly code: string;
	/** The rule or error code expected; undefined for code that must pass. */
	readonly rule?: string;
}

function importCase(file: string, from: string, rule?: string): RuleCase {
	const code = `import { x } from "${from}";\nexport const y = x;\n`;
	return {
		says: `${file} ${rule === undefined ? "may" : "may not"} import ${from}`,
		file,
		code,
		...(rule && { rule }),
	};
}

function coreExpressionCase(expression: string, rule?: string): RuleCase {
	const says = `core ${rule === undefined ? "may" : "may not"} say ${expression}`;
	return { says, file: "core/time.ts", code: `export const it = ${expression};\n`, ...(rule && { rule }) };
}

function expressionCase(file: string, expression: string, rule?: string): RuleCase {
	const says = `${file} ${rule === undefined ? "may" : "may not"} say ${expression}`;
	return { says, file, code: `export const it = ${expression};\n`, ...(rule && { rule }) };
}

const restricted = "lint/style/noRestrictedImports";
const global = "lint/style/noRestrictedGlobals";

const lintCases: readonly RuleCase[] = [
	importCase("core/a.ts", "./b.ts"),
	importCase("core/a.ts", "zod"),
	importCase("core/a.ts", "node:fs", restricted),
	importCase("core/a.ts", "fast-check", restricted),
	importCase("core/a.ts", "../main/m.ts", restricted),
	importCase("core/journal/a.ts", "../bytes/b.ts"),
	importCase("core/journal/a.ts", "../../main/m.ts", restricted),
	importCase("core/journal/a.ts", "../main/m.ts", restricted),
	importCase("sync/a.ts", "../core/c.ts"),
	importCase("sync/client/a.ts", "../../core/c.ts"),
	importCase("sync/a.ts", "../main/m.ts", restricted),
	importCase("sync/a.ts", "electron", restricted),
	importCase("sync/client/a.ts", "../hub/h.ts", restricted),
	importCase("sync/hub/a.ts", "../client/c.ts", restricted),
	importCase("sync/hub/store/a.ts", "../../../main/m.ts", restricted),
	importCase("sync/signer/a.ts", "../hub/h.ts", restricted),
	importCase("sync/signer/a.ts", "../client/c.ts", restricted),
	importCase("main/a.ts", "../sync/client/c.ts"),
	importCase("main/a.ts", "../sync/hub/h.ts", restricted),
	importCase("main/a.ts", "../renderer/r.ts", restricted),
	importCase("renderer/kiosk/a.ts", "../../core/c.ts"),
	importCase("renderer/kiosk/a.ts", "../../main/m.ts", restricted),
	importCase("renderer/kiosk/a.ts", "node:fs", restricted),
	importCase("test/a.ts", "../main/m.ts"),
	importCase("main/a.ts", "lodash", "lint/correctness/noUndeclaredDependencies"),
	importCase("main/a.ts", "./circle", "lint/correctness/useImportExtensions"),
	coreExpressionCase("new Date(5)"),
	coreExpressionCase("new Date()", "plugin"),
	coreExpressionCase("Date.now()", "plugin"),
	coreExpressionCase("Math.random()", "plugin"),
	coreExpressionCase("performance.now()", global),
	expressionCase("main/a.ts", "Date.now()", "plugin"),
	expressionCase("main/printing/a.ts", "setTimeout(() => {}, 5)", "plugin"),
	expressionCase("main/a.ts", "setInterval(() => {}, 5)", "plugin"),
	expressionCase("sync/client/a.ts", "Math.random()", "plugin"),
	expressionCase("sync/hub/a.ts", "performance.now()", "plugin"),
	expressionCase("sync/hub/a.ts", "new Date()", "plugin"),
	expressionCase("sync/hub/a.ts", "systemClock", "plugin"),
	expressionCase("sync/hub/cli/a.ts", "systemClock"),
	expressionCase("sync/system.ts", "Date.now()"),
	expressionCase("test/a.ts", "Date.now()"),
	coreExpressionCase("process.pid", global),
	coreExpressionCase('fetch("x")', global),
	coreExpressionCase("crypto.randomUUID()", global),
	coreExpressionCase("console.log(1)", global),
	{
		says: "nothing is exported by default",
		file: "main/a.ts",
		code: "export default 1;\n",
		rule: "lint/style/noDefaultExport",
	},
	{
		says: "no promise floats",
		file: "main/a.ts",
		code: "async function f() {}\nexport function g() {\n\tf();\n}\n",
		rule: "lint/nursery/noFloatingPromises",
	},
	{
		says: "the type any is not used",
		file: "main/a.ts",
		code: "export const x: any = 1;\n",
		rule: "lint/suspicious/noExplicitAny",
	},
	{
		says: "a switch handles every case",
		file: "main/a.ts",
		code: 'export function f(x: "a" | "b") {\n\tswitch (x) {\n\t\tcase "a":\n\t\t\treturn 1;\n\t}\n}\n',
		rule: "lint/nursery/useExhaustiveSwitchCases",
	},
	{
		says: "imports have no cycles",
		file: "main/a.ts",
		code: 'import { b } from "./circle.ts";\nexport const a = () => b;\n',
		rule: "lint/suspicious/noImportCycles",
	},
	{
		says: "a file has at most 300 lines",
		file: "main/a.ts",
		code: "export {};\n".repeat(301),
		rule: "lint/style/noExcessiveLinesPerFile",
	},
];

const typeCases: readonly RuleCase[] = [
	{ says: "core does not use process", file: "core/a.ts", code: "export const x = process.pid;\n", rule: "TS2" },
	{ says: "core does not use window", file: "core/a.ts", code: "export const x = window.name;\n", rule: "TS2" },
	importCase("sync/a.ts", "../main/m.ts", "TS6307"),
	importCase("core/a.ts", "../sync/s.ts", "TS6307"),
	{
		says: "an index may be missing",
		file: "core/a.ts",
		code: "export const f = (a: string[]): string => a[0];\n",
		rule: "TS2322",
	},
];

const folders = ["core", "sync", "main", "renderer", "test"];
const checkout = mkdtempSync(join(tmpdir(), "pailou-architecture-"));

function writeSource(file: string, code: string): void {
	mkdirSync(dirname(join(checkout, file)), { recursive: true });
	writeFileSync(join(checkout, file), code);
}

/** Creates a checkout that holds only the configuration. */
function createCheckout(): void {
	const rules = [
		"biome.json",
		"package.json",
		"tsconfig.base.json",
		"tsconfig.json",
		"test/machine/pure.grit",
		"test/machine/sources.grit",
	];
	for (const path of [...rules, ...folders.map((folder) => `${folder}/tsconfig.json`)]) {
		cpSync(join(root, path), join(checkout, path));
	}
	writeSource(".gitignore", "node_modules/\nout/\n");
	symlinkSync(join(root, "node_modules"), join(checkout, "node_modules"));
	writeSource("main/circle.ts", 'import { a } from "./a.ts";\nexport const b = () => a;\n');
	for (const file of ["main/m.ts", "sync/s.ts"]) writeSource(file, "export const x = 1;\n");
}

function runTool(path: string, ...args: readonly string[]) {
	return runCommand(process.execPath, [join(root, "node_modules", path), ...args], { cwd: checkout });
}

function assertRule(ruleCase: RuleCase, output: string): void {
	if (ruleCase.rule === undefined) assert.doesNotMatch(output, /━━/);
	else assert.ok(output.includes(ruleCase.rule), `${ruleCase.rule} was expected, but:\n${output}`);
}

describe("the architecture", () => {
	before(createCheckout);
	after(() => rmSync(checkout, { recursive: true }));

	for (const ruleCase of lintCases) {
		it(`Biome: ${ruleCase.says}`, async () => {
			writeSource(ruleCase.file, ruleCase.code);
			const { output } = await runTool("@biomejs/biome/bin/biome", "lint", "--error-on-warnings", ruleCase.file);
			rmSync(join(checkout, ruleCase.file));
			assertRule(ruleCase, output);
		});
	}
	for (const ruleCase of typeCases) {
		it(`TypeScript: ${ruleCase.says}`, async () => {
			writeSource(ruleCase.file, ruleCase.code);
			const { output } = await runTool("typescript/bin/tsc", "-b", dirname(ruleCase.file));
			rmSync(join(checkout, ruleCase.file));
			assertRule(ruleCase, output);
		});
	}
});
