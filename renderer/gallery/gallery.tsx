// The page that `npm run gallery` photographs. It is no part of the product: nothing of the app leads here.

import { options, render } from "preact";
import "../kiosk/kiosk.css";
import { App } from "../kiosk/app.tsx";
import type { Language } from "../words/language.ts";
import { replaceClock, runClock } from "./clock.ts";
import { nameOf } from "./exhibit.ts";
import { exhibits } from "./exhibits.ts";
import type { Gallery } from "./hall.ts";
import { inspectAccess, inspectScreen } from "./inspect/inspect.ts";
import { replaceCamera, setCamera } from "./lens.ts";
import { nowMs } from "./samples/moment.ts";
import { bridgeOf } from "./script.ts";
import { find, pause } from "./steps.ts";

const root = document.getElementById("app");
if (root === null) throw new Error("gallery.html has no #app");
Date.now = () => nowMs;
// A screen listens as soon as it is drawn, so that no step is done before somebody hears it.
options.requestAnimationFrame = (effects) => queueMicrotask(effects);
replaceCamera();
replaceClock();

async function draw(name: string, language: Language): Promise<void> {
	const exhibit = exhibits.find((one) => nameOf(one) === name);
	if (exhibit === undefined || root === null) throw new Error(`there is no exhibit ${name}`);
	render(null, root);
	root.replaceChildren();
	localStorage.clear();
	runClock();
	setCamera(exhibit.camera);
	render(<App bridge={bridgeOf(exhibit.script)} search={`?${exhibit.search}&language=${language}`} />, root);
	for (const step of exhibit.steps) await step();
	await find(exhibit.shows);
	await settle();
}

/** Typefaces are there, the camera's picture too, and all of it is painted. */
async function settle(): Promise<void> {
	await document.fonts.ready;
	for (const video of document.querySelectorAll("video")) while (video.readyState < 2) await pause(16);
	await painted();
	await painted();
}

function painted(): Promise<number> {
	return new Promise(requestAnimationFrame);
}

const gallery: Gallery = {
	draw,
	settle,
	hang: (html) => {
		render(null, root);
		root.innerHTML = html;
		for (const element of root.querySelectorAll<HTMLElement>("[data-style]")) {
			element.style.cssText = element.dataset.style ?? "";
		}
	},
	inspectScreen: (mode) => inspectScreen(root, mode),
	inspectAccess: () => inspectAccess(root),
};
Object.assign(window, { gallery });
