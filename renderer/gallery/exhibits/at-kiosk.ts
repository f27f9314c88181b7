import { type Exhibit, landscape } from "../exhibit.ts";

/** An exhibit of a screen that every window has, whatever its mode. */
export function atKiosk(name: `${string}/${string}`, shows: string, other: Partial<Exhibit> = {}): Exhibit {
	const [screen = "", state = ""] = name.split("/");
	return {
		mode: "kiosk",
		screen,
		state,
		sizes: landscape,
		search: "",
		script: {},
		camera: "on",
		steps: [],
		shows,
		...other,
	};
}
