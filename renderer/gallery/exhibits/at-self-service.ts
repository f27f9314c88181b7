import { firstSettings } from "../../../core/contract/settings.ts";
import { type Exhibit, type Size, says } from "../exhibit.ts";
import { type Ready, ready } from "../samples/window.ts";

export const selfServiceSizes: readonly Size[] = ["1080x1920", "1920x1080", "1280x800"];

/** An exhibit of a self-service kiosk: `screen/state`, what it must show, and what is different from the ordinary. */
export function atSelfService(name: `${string}/${string}`, shows: string, other: Partial<Exhibit> = {}): Exhibit {
	const [screen = "", state = ""] = name.split("/");
	const script = { state: says(alone()), ...other.script };
	const ordinary: Exhibit = {
		mode: "self-service",
		screen,
		state,
		sizes: selfServiceSizes,
		search: "",
		camera: "on",
		steps: [],
		shows,
		script,
	};
	return { ...ordinary, ...other, script };
}

/** A kiosk by itself in the middle of its work, all well; `other` is what is different. */
export function alone(other: Partial<Ready> = {}): Ready {
	return ready({ settings: { ...firstSettings, mode: "selfService" }, label: "南门自助机", ...other });
}
