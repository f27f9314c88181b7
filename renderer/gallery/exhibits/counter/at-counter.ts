import { type Exhibit, landscape, says } from "../../exhibit.ts";
import { ready } from "../../samples/window.ts";

/** An exhibit of the counter at work: `screen/state`, what it must show, and what is different from the ordinary. */
export function atCounter(name: `${string}/${string}`, shows: string, other: Partial<Exhibit> = {}): Exhibit {
	const [screen = "", state = ""] = name.split("/");
	const script = { state: says(ready()), ...other.script };
	const ordinary: Exhibit = {
		mode: "counter",
		screen,
		state,
		sizes: landscape,
		search: "",
		camera: "on",
		steps: [],
		shows,
		script,
	};
	return { ...ordinary, ...other, script };
}
