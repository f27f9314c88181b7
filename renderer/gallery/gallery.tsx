// The page that `npm run gallery` photographs. It is no part of the product: nothing of the app leads here.

import { options, render } from "preact";
import "../kiosk/kiosk.css";
import { App } from "../kiosk/app.tsx";
import type { Language } from "../words/language.ts";
import { replaceClock, runClock } from "./clock.ts";
import { nameOf } from "./exhibit.ts";
import { exhibits } from "./exhibits.ts";
import { openHall } from "./hall.ts";
import { replaceCamera, setCamera } from "./lens.ts";
import { nowMs } from "./samples/moment.ts";
import { bridgeOf } from "./script.ts";
import { find } from "./steps.ts";

const root = document.getElementById("app");
if (root === null) throw new Error("gallery.html has no #app");
const place = root;
Date.now = () => nowMs;
// A screen listens as soon as it is drawn, so that no step is done before somebody hears it.
options.requestAnimationFrame = (effects) => queueMicrotask(effects);
replaceCamera();
replaceClock();

async function draw(name: string, language: Language): Promise<void> {
	const exhibit = exhibits.find((one) => nameOf(one) === name);
	if (exhibit === undefined) throw new Error(`there is no exhibit ${name}`);
	runClock();
	setCamera(exhibit.camera);
	render(<App bridge={bridgeOf(exhibit.script)} search={`?${exhibit.search}&language=${language}`} />, place);
	for (const step of exhibit.steps) await step();
	await find(exhibit.shows);
}

openHall(place, draw, () => render(null, place));
