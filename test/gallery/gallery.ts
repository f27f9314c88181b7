// `npm run gallery [-- --only PART] [--language zh-CN] [--size 1280x800] [--out DIR] [--axe]`: a screenshot of every
// screen in every state, language and size, and a page to browse them; with --axe also the faults of each. The
// screenshots are not committed.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fixtureNameOf, type ScreenFixture, type ViewportSize } from "../../renderer/gallery/fixture.ts";
import { passFixtures } from "../../renderer/gallery/fixtures/pass.ts";
import { kioskFixtures } from "../../renderer/gallery/fixtures.ts";
import { type Language, languages } from "../../renderer/words/language.ts";
import { root } from "../machine/folders.ts";
import { ActionableError, readArguments, runScript } from "../machine/script.ts";
import { formatContactSheet, type Screenshot } from "./contactSheet.ts";
import { type GalleryPage, openGallery } from "./galleryPage.ts";

type ScreenshotJob = {
	readonly fixture: ScreenFixture;
	readonly language: Language;
	readonly sizes: readonly ViewportSize[];
};
type ScreenshotResult = { readonly pictures: readonly Screenshot[]; readonly faults: readonly string[] };

/** Pages mostly wait for timers, so more of them than cores are faster. */
const browserCount = 3;
const text = { type: "string" } as const;
const options = { only: text, language: text, size: text, out: text, axe: { type: "boolean" } } as const;
const { values } = readArguments({ options });
const folder = resolve(values.out ?? join(root, "gallery"));

function listScreenshotJobs(): readonly ScreenshotJob[] {
	return [...kioskFixtures, ...passFixtures]
		.filter((fixture) => fixtureNameOf(fixture).includes(values.only ?? ""))
		.flatMap((fixture) => {
			const sizes = fixture.sizes.filter((size) => size === (values.size ?? size));
			const read = languages.filter((language) => language === (values.language ?? language));
			return sizes.length === 0 ? [] : read.map((language): ScreenshotJob => ({ fixture, language, sizes }));
		});
}

async function takeScreenshots(
	galleryPage: GalleryPage,
	{ fixture, language, sizes }: ScreenshotJob,
): Promise<ScreenshotResult> {
	const name = fixtureNameOf(fixture);
	const pictures: Screenshot[] = [];
	const faults: string[] = [];
	for (const [i, size] of sizes.entries()) {
		await (i === 0 ? galleryPage.draw(fixture, language, size) : galleryPage.resize(size));
		const path = `${name}.${language}.${size}.png`;
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		await galleryPage.page.screenshot({
			path: join(folder, path),
			animations: "disabled",
			fullPage: fixture.mode === "pass",
		});
		pictures.push({ path, name, language, size });
		if (!values.axe) continue;
		const found = [...(await galleryPage.inspectScreen(fixture)), ...(await galleryPage.inspectAccess())];
		faults.push(...found.map((fault) => `${name} ${language} ${size} ${fault}`));
	}
	return { pictures, faults };
}

/** A fixture that does not reach its state is a fault. */
function createFailedResult(error: Error, { fixture, language }: ScreenshotJob): ScreenshotResult {
	return { pictures: [], faults: [`${fixtureNameOf(fixture)} ${language}: ${error.message}`] };
}

async function main(): Promise<void> {
	const asked = listScreenshotJobs();
	if (asked.length === 0)
		throw new ActionableError("There is no such fixture: the names are in renderer/gallery/fixtures/.");
	const gallery = await openGallery(browserCount);
	const left = [...asked.entries()];
	const taken: ScreenshotResult[] = [];
	try {
		await Promise.all(
			gallery.pages.map(async (galleryPage) => {
				for (let next = left.shift(); next !== undefined; next = left.shift()) {
					taken[next[0]] = await takeScreenshots(galleryPage, next[1]).catch((error: Error) =>
						createFailedResult(error, next[1]),
					);
				}
			}),
		);
	} finally {
		await gallery.close();
	}
	const pictures = taken.flatMap((one) => one.pictures);
	const faults = taken.flatMap((one) => one.faults);
	writeFileSync(join(folder, "index.html"), formatContactSheet(pictures));
	console.error(`${pictures.length} pictures of ${asked.length} fixtures: ${join(folder, "index.html")}`);
	if (faults.length > 0) throw new ActionableError(faults.join("\n"));
}

await runScript(main);
