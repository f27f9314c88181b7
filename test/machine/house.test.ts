// The rules of the house are kept by Biome and TypeScript. Here each is broken once, in a copy of the checkout's
// configuration, to see that it is noticed.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { runCommand } from "./command.ts";
import { root } from "./folders.ts";

interface Breach {
	readonly says: string;
	readonly file: string;
	readonly code: string;
	/** What Biome, or TypeScript, calls it; undefined where all is well. */
	readonly rule?: string;
}

function imports(file: string, from: string, rule?: string): Breach {
	const code = `import { x } from "${from}";\nexport const y = x;\n`;
	return {
		says: `${file} ${rule === undefined ? "may" : "may not"} import ${from}`,
		file,
		code,
		...(rule && { rule }),
	};
}

function pure(expression: string, rule?: string): Breach {
	const says = `core ${rule === undefined ? "may" : "may not"} say ${expression}`;
	return { says, file: "core/time.ts", code: `export const it = ${expression};\n`, ...(rule && { rule }) };
}

function source(file: string, expression: string, rule?: string): Breach {
	const says = `${file} ${rule === undefined ? "may" : "may not"} say ${expression}`;
	return { says, file, code: `export const it = ${expression};\n`, ...(rule && { rule }) };
}

const restricted = "lint/style/noRestrictedImports";
const global = "lint/style/noRestrictedGlobals";

const lintBreaches: readonly Breach[] = [
	imports("core/a.ts", "./b.ts"),
	imports("core/a.ts", "zod"),
	imports("core/a.ts", "node:fs", restricted),
	imports("core/a.ts", "fast-check", restricted),
	imports("core/a.ts", "../main/m.ts", restricted),
	imports("core/journal/a.ts", "../bytes/b.ts"),
	imports("core/journal/a.ts", "../../main/m.ts", restricted),
	imports("core/journal/a.ts", "../main/m.ts", restricted),
	imports("sync/a.ts", "../core/c.ts"),
	imports("sync/client/a.ts", "../../core/c.ts"),
	imports("sync/a.ts", "../main/m.ts", restricted),
	imports("sync/a.ts", "electron", restricted),
	imports("sync/client/a.ts", "../hub/h.ts", restricted),
	imports("sync/hub/a.ts", "../client/c.ts", restricted),
	imports("sync/hub/store/a.ts", "../../../main/m.ts", restricted),
	imports("sync/signer/a.ts", "../hub/h.ts", restricted),
	imports("sync/signer/a.ts", "../client/c.ts", restricted),
	imports("main/a.ts", "../sync/client/c.ts"),
	imports("main/a.ts", "../sync/hub/h.ts", restricted),
	imports("main/a.ts", "../renderer/r.ts", restricted),
	imports("renderer/kiosk/a.ts", "../../core/c.ts"),
	imports("renderer/kiosk/a.ts", "../../main/m.ts", restricted),
	imports("renderer/kiosk/a.ts", "node:fs", restricted),
	imports("test/a.ts", "../main/m.ts"),
	imports("main/a.ts", "lodash", "lint/correctness/noUndeclaredDependencies"),
	imports("main/a.ts", "./circle", "lint/correctness/useImportExtensions"),
	pure("new Date(5)"),
	pure("new Date()", "plugin"),
	pure("Date.now()", "plugin"),
	pure("Math.random()", "plugin"),
	pure("performance.now()", global),
	source("main/a.ts", "Date.now()", "plugin"),
	source("main/printing/a.ts", "setTimeout(() => {}, 5)", "plugin"),
	source("main/a.ts", "setInterval(() => {}, 5)", "plugin"),
	source("sync/client/a.ts", "Math.random()", "plugin"),
	source("sync/hub/a.ts", "performance.now()", "plugin"),
	source("sync/hub/a.ts", "new Date()", "plugin"),
	source("sync/hub/a.ts", "systemClock", "plugin"),
	source("sync/hub/cli/a.ts", "systemClock"),
	source("sync/system.ts", "Date.now()"),
	source("test/a.ts", "Date.now()"),
	pure("process.pid", global),
	pure('fetch("x")', global),
	pure("crypto.randomUUID()", global),
	pure("console.log(1)", global),
	{
		says: "nothing is exported by default",
		file: "main/a.ts",
		code: "export default 1;\n",
		rule: "lint/style/noDefaultExport",
	},
	{
		says: "no promise is left alone",
		file: "main/a.ts",
		code: "async function f() {}\nexport function g() {\n\tf();\n}\n",
		rule: "lint/nursery/noFloatingPromises",
	},
	{
		says: "nothing is any",
		file: "main/a.ts",
		code: "export const x: any = 1;\n",
		rule: "lint/suspicious/noExplicitAny",
	},
	{
		says: "a switch says what it does in every case",
		file: "main/a.ts",
		code: 'export function f(x: "a" | "b") {\n\tswitch (x) {\n\t\tcase "a":\n\t\t\treturn 1;\n\t}\n}\n',
		rule: "lint/nursery/useExhaustiveSwitchCases",
	},
	{
		says: "files do not import each other in a circle",
		file: "main/a.ts",
		code: 'import { b } from "./circle.ts";\nexport const a = () => b;\n',
		rule: "lint/suspicious/noImportCycles",
	},
	{
		says: "a file has its bounds",
		file: "main/a.ts",
		code: "export {};\n".repeat(301),
		rule: "lint/style/noExcessiveLinesPerFile",
	},
];

const typeBreaches: readonly Breach[] = [
	{ says: "core knows no process", file: "core/a.ts", code: "export const x = process.pid;\n", rule: "TS2" },
	{ says: "core knows no window", file: "core/a.ts", code: "export const x = window.name;\n", rule: "TS2" },
	imports("sync/a.ts", "../main/m.ts", "TS6307"),
	imports("core/a.ts", "../sync/s.ts", "TS6307"),
	{
		says: "an index may be missing",
		file: "core/a.ts",
		code: "export const f = (a: string[]): string => a[0];\n",
		rule: "TS2322",
	},
];

const folders = ["core", "sync", "main", "renderer", "test"];
const house = mkdtempSync(join(tmpdir(), "pailou-house-"));

function put(file: string, code: string): void {
	mkdirSync(dirname(join(house, file)), { recursive: true });
	writeFileSync(join(house, file), code);
}

/** A checkout with nothing in it but the rules. */
function layOut(): void {
	const rules = [
		"biome.json",
		"package.json",
		"tsconfig.base.json",
		"tsconfig.json",
		"test/machine/pure.grit",
		"test/machine/sources.grit",
	];
	for (const path of [...rules, ...folders.map((folder) => `${folder}/tsconfig.json`)]) {
		cpSync(join(root, path), join(house, path));
	}
	put(".gitignore", "node_modules/\nout/\n");
	symlinkSync(join(root, "node_modules"), join(house, "node_modules"));
	put("main/circle.ts", 'import { a } from "./a.ts";\nexport const b = () => a;\n');
	for (const file of ["main/m.ts", "sync/s.ts"]) put(file, "export const x = 1;\n");
}

function tool(path: string, ...args: readonly string[]) {
	return runCommand(process.execPath, [join(root, "node_modules", path), ...args], { cwd: house });
}

function check(breach: Breach, output: string): void {
	if (breach.rule === undefined) assert.doesNotMatch(output, /━━/);
	else assert.ok(output.includes(breach.rule), `${breach.rule} was expected, but:\n${output}`);
}

describe("the rules of the house", () => {
	before(layOut);
	after(() => rmSync(house, { recursive: true }));

	for (const breach of lintBreaches) {
		it(`Biome: ${breach.says}`, async () => {
			put(breach.file, breach.code);
			const { output } = await tool("@biomejs/biome/bin/biome", "lint", "--error-on-warnings", breach.file);
			rmSync(join(house, breach.file));
			check(breach, output);
		});
	}
	for (const breach of typeBreaches) {
		it(`TypeScript: ${breach.says}`, async () => {
			put(breach.file, breach.code);
			const { output } = await tool("typescript/bin/tsc", "-b", dirname(breach.file));
			rmSync(join(house, breach.file));
			check(breach, output);
		});
	}
});
