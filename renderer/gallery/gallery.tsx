// The page that `npm run gallery` takes screenshots of. It is not part of the product: no page of the app links to it.

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
// Effects run right after rendering, so that a screen's listeners are attached before the first step.
options.requestAnimationFrame = (effects) => queueMicrotask(effects);
installFakeCamera();
installFakeClock();

async function draw(name: string, language: Language): Promise<void> {
	const fixture = kioskFixtures.find((one) => fixtureNameOf(one) === name);
	if (fixture === undefined) throw new Error(`there is no fixture ${name}`);
	resetClock();
	setFakeCamera(fixture.camera);
	render(
		<App bridge={createScriptedBridge(fixture.script)} search={`?${fixture.search}&language=${language}`} />,
		place,
	);
	for (const step of fixture.steps) await step();
	await waitForElement(fixture.expectedSelector);
}

exposeGallery(place, draw, () => render(null, place));
