// `npm run gallery [-- --only PART] [--language zh-CN] [--size 1280x800] [--out DIR] [--axe]`: a picture of every screen in
// every state, language and size, and a page to look through them; with --axe also what is wrong with each. The pictures
// are not committed.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { nameOf, type Showing, type Size } from "../../renderer/gallery/exhibit.ts";
import { passExhibits } from "../../renderer/gallery/exhibits/pass.ts";
import { exhibits } from "../../renderer/gallery/exhibits.ts";
import { type Language, languages } from "../../renderer/words/language.ts";
import { readArguments } from "../machine/arguments.ts";
import { root } from "../machine/folders.ts";
import { Remedy, runScript } from "../machine/remedy.ts";
import { type Picture, writeSheet } from "./sheet.ts";
import { openGallery, type Visitor } from "./visitor.ts";

type Sitting = { readonly exhibit: Showing; readonly language: Language; readonly sizes: readonly Size[] };
type Taken = { readonly pictures: readonly Picture[]; readonly faults: readonly string[] };

/** Pages wait for their timers more than for the processor. */
const visitors = 3;
const text = { type: "string" } as const;
const options = { only: text, language: text, size: text, out: text, axe: { type: "boolean" } } as const;
const { values } = readArguments({ options });
const folder = resolve(values.out ?? join(root, "gallery"));

function sittings(): readonly Sitting[] {
	return [...exhibits, ...passExhibits]
		.filter((exhibit) => nameOf(exhibit).includes(values.only ?? ""))
		.flatMap((exhibit) => {
			const sizes = exhibit.sizes.filter((size) => size === (values.size ?? size));
			const read = languages.filter((language) => language === (values.language ?? language));
			return sizes.length === 0 ? [] : read.map((language): Sitting => ({ exhibit, language, sizes }));
		});
}

async function photograph(visitor: Visitor, { exhibit, language, sizes }: Sitting): Promise<Taken> {
	const name = nameOf(exhibit);
	const pictures: Picture[] = [];
	const faults: string[] = [];
	for (const [i, size] of sizes.entries()) {
		await (i === 0 ? visitor.draw(exhibit, language, size) : visitor.resize(size));
		const path = `${name}.${language}.${size}.png`;
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		await visitor.page.screenshot({
			path: join(folder, path),
			animations: "disabled",
			fullPage: exhibit.mode === "pass",
		});
		pictures.push({ path, name, language, size });
		if (!values.axe) continue;
		const found = [...(await visitor.inspectScreen(exhibit)), ...(await visitor.inspectAccess())];
		faults.push(...found.map((fault) => `${name} ${language} ${size} ${fault}`));
	}
	return { pictures, faults };
}

/** An exhibit that does not come to its state is a fault of its own. */
function missing(error: Error, { exhibit, language }: Sitting): Taken {
	return { pictures: [], faults: [`${nameOf(exhibit)} ${language}: ${error.message}`] };
}

async function main(): Promise<void> {
	const asked = sittings();
	if (asked.length === 0) throw new Remedy("There is no such exhibit: the names are in renderer/gallery/exhibits/.");
	const gallery = await openGallery(visitors);
	const left = [...asked.entries()];
	const taken: Taken[] = [];
	try {
		await Promise.all(
			gallery.visitors.map(async (visitor) => {
				for (let next = left.shift(); next !== undefined; next = left.shift()) {
					taken[next[0]] = await photograph(visitor, next[1]).catch((error: Error) => missing(error, next[1]));
				}
			}),
		);
	} finally {
		await gallery.close();
	}
	const pictures = taken.flatMap((one) => one.pictures);
	const faults = taken.flatMap((one) => one.faults);
	writeFileSync(join(folder, "index.html"), writeSheet(pictures));
	console.error(`${pictures.length} pictures of ${asked.length} exhibits: ${join(folder, "index.html")}`);
	if (faults.length > 0) throw new Remedy(faults.join("\n"));
}

await runScript(main);
