import { type Trouble, troubles } from "../../words/trouble.ts";
import { type Exhibit, fails, never } from "../exhibit.ts";
import { atKiosk } from "./at-kiosk.ts";

export const troubleExhibits: readonly Exhibit[] = [
	atKiosk("start/starting", "[data-screen=start]", { script: { state: never } }),
	...troubles.map(trouble),
];

function trouble(trouble: Trouble): Exhibit {
	const told = { search: `trouble=${trouble}` };
	// Nobody tells the page that main falls silent: it notices.
	const noticed = { script: { state: fails } };
	return atKiosk(`trouble/${trouble}`, `[data-trouble=${trouble}]`, trouble === "unanswering" ? noticed : told);
}
