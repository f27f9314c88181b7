// Like gallery.tsx, for the member's page: it has a style sheet of its own and calls the hub instead of main.

import { options, render } from "preact";
import "../pass/pass.css";
import { storageKeyOf } from "../pass/fetch-pass.ts";
import { PassPage } from "../pass/page.tsx";
import type { Language } from "../words/language.ts";
import { fixtureNameOf } from "./fixture.ts";
import { passFixtures } from "./fixtures/pass.ts";
import { exposeGallery } from "./gallery-api.ts";
import { nowMs } from "./samples/time.ts";
import { waitForElement } from "./steps.ts";

const root = document.getElementById("app");
if (root === null) throw new Error("pass-gallery.html has no #app");
const place = root;
Date.now = () => nowMs;
options.requestAnimationFrame = (effects) => queueMicrotask(effects);

async function draw(name: string, language: Language): Promise<void> {
	const fixture = passFixtures.find((one) => fixtureNameOf(one) === name);
	if (fixture === undefined) throw new Error(`there is no fixture ${name}`);
	const secret = fixture.state;
	if (fixture.kept !== null) localStorage.setItem(storageKeyOf(secret), JSON.stringify(fixture.kept));
	window.fetch = fixture.hub;
	render(<PassPage key={secret} secret={secret} search={`?language=${language}`} />, place);
	await waitForElement(fixture.expectedSelector);
}

exposeGallery(place, draw, () => render(null, place));
