import { writeFileSync } from "node:fs";
import { formatVectors, makeVectors } from "./makeVectors.ts";

// Writes the vectors of docs/formats.md: `node test/machine/prepare.mjs test/vectors/generate.ts`.

for (const [name, vectors] of Object.entries(await makeVectors())) {
	writeFileSync(new URL(`${name}.json`, import.meta.url), formatVectors(vectors));
}
