import type { SoundName } from "../../ui/sound.ts";
import type { CounterDisplay } from "./counter.ts";

/** The sound of a new display; null for none. */
export function soundOfDisplay(display: CounterDisplay): SoundName | null {
	switch (display.kind) {
		case "waiting":
			return null;
		case "offered":
		case "trouble":
			return display.kind;
		case "final": {
			const isOverride = display.scan.source === "override" && display.verdict.kind === "admitted";
			return isOverride ? "overridden" : display.verdict.kind;
		}
	}
}
