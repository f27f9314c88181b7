// The page that `npm run gallery` photographs. It is no part of the product: nothing of the app leads here.

import { options, render } from "preact";
import "../kiosk/kiosk.css";
import { App } from "../kiosk/app.tsx";
import type { Language } from "../words/language.ts";
import { installFakeCamera, setFakeCamera } from "./fake-camera.ts";
import { installFakeClock, resetClock } from "./fake-clock.ts";
import { fixtureNameOf } from "./fixture.ts";
import { kioskFixtures } from "./fixtures.ts";
import { exposeGallery } from "./gallery-api.ts";
import { nowMs } from "./samples/time.ts";
import { createScriptedBridge } from "./scripted-bridge.ts";
import { waitForElement } from "./steps.ts";

const root = document.getElementById("app");
if (root === null) throw new Error("gallery.html has no #app");
const place = root;
Date.now = () => nowMs;
// A screen listens as soon as it is drawn, so that no step is done before somebody hears it.
options.requestAnimationFrame = (effects) => queueMicrotask(effects);
installFakeCamera();
installFakeClock();

async function draw(name: string, language: Language): Promise<void> {
	const exhibit = kioskFixtures.find((one) => fixtureNameOf(one) === name);
	if (exhibit === undefined) throw new Error(`there is no exhibit ${name}`);
	resetClock();
	setFakeCamera(exhibit.camera);
	render(
		<App bridge={createScriptedBridge(exhibit.script)} search={`?${exhibit.search}&language=${language}`} />,
		place,
	);
	for (const step of exhibit.steps) await step();
	await waitForElement(exhibit.expectedSelector);
}

exposeGallery(place, draw, () => render(null, place));
