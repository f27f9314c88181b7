import type { ReadyState } from "../../../../core/contract/kioskState.ts";
import type { Panels } from "./use-panels.ts";

/** What every panel is drawn from. */
export type PanelViewProps = {
	readonly panels: Panels;
	readonly state: ReadyState;
	readonly nowMs: number;
	/** Passes a button on as the key that its code names. */
	readonly pressKey: (code: string) => void;
};
