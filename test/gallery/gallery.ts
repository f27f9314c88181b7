// `npm run gallery [-- --only PART] [--language zh-CN] [--size 1280x800] [--out DIR]`: a picture of every screen in every
// state, language and size, and a page to look through them. The pictures are not committed.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Exhibit, nameOf, type Size } from "../../renderer/gallery/exhibit.ts";
import { exhibits } from "../../renderer/gallery/exhibits.ts";
import { type Language, languages } from "../../renderer/words/language.ts";
import { root } from "../machine/folders.ts";
import { ensurePackages } from "../machine/packages.ts";
import { Remedy, runScript } from "../machine/remedy.ts";
import { buildGallery } from "./build.ts";
import { type Picture, writeSheet } from "./sheet.ts";
import { openBrowser, openVisitor, type Visitor } from "./visitor.ts";

/** Pages wait for their timers more than for the processor. */
const visitors = 3;

type Sitting = { readonly exhibit: Exhibit; readonly language: Language; readonly sizes: readonly Size[] };

async function photograph(visitor: Visitor, { exhibit, language, sizes }: Sitting, folder: string): Promise<Picture[]> {
	const name = nameOf(exhibit);
	const pictures: Picture[] = [];
	for (const [i, size] of sizes.entries()) {
		await (i === 0 ? visitor.draw(exhibit, language, size) : visitor.resize(size));
		const path = `${name}.${language}.${size}.png`;
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		await visitor.page.screenshot({ path: join(folder, path), animations: "disabled" });
		pictures.push({ path, name, language, size });
	}
	return pictures;
}

function sittings(only: string, language: string | undefined, size: string | undefined): readonly Sitting[] {
	return exhibits
		.filter((exhibit) => nameOf(exhibit).includes(only))
		.flatMap((exhibit) => {
			const sizes = exhibit.sizes.filter((one) => size === undefined || one === size);
			const read = languages.filter((one) => language === undefined || one === language);
			return sizes.length === 0 ? [] : read.map((one): Sitting => ({ exhibit, language: one, sizes }));
		});
}

async function main(): Promise<void> {
	const text = { type: "string" } as const;
	const { values } = parseArgs({ options: { only: text, language: text, size: text, out: text } });
	const asked = sittings(values.only ?? "", values.language, values.size);
	if (asked.length === 0) throw new Remedy("There is no such exhibit: the names are in renderer/gallery/exhibits/.");
	const folder = resolve(values.out ?? join(root, "gallery"));
	await ensurePackages("browser", "fonts");
	await buildGallery();

	const browser = await openBrowser();
	const failures: string[] = [];
	const pictures = new Map<Sitting, Picture[]>();
	const left = [...asked];
	async function visit(): Promise<void> {
		const visitor = await openVisitor(browser);
		for (let next = left.shift(); next !== undefined; next = left.shift()) {
			const sitting = next;
			await photograph(visitor, sitting, folder).then(
				(taken) => pictures.set(sitting, taken),
				(error: Error) => failures.push(`${nameOf(sitting.exhibit)} in ${sitting.language}: ${error.message}`),
			);
		}
	}
	try {
		await Promise.all(Array.from({ length: visitors }, visit));
	} finally {
		await browser.close();
	}

	const taken = asked.flatMap((sitting) => pictures.get(sitting) ?? []);
	writeFileSync(join(folder, "index.html"), writeSheet(taken));
	console.error(`${taken.length} pictures of ${asked.length} exhibits: ${join(folder, "index.html")}`);
	if (failures.length > 0) throw new Remedy(failures.join("\n"));
}

await runScript(main);
