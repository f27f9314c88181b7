import { useLocalization } from "../../localization.ts";
import type { ReadyState } from "../../screens/counter.tsx";
import { LookUpPanel } from "./look-up.tsx";
import { NumberPanel } from "./number.tsx";
import { OverridePanel } from "./override.tsx";
import { ReprintPanel } from "./reprint.tsx";
import { ShiftPanel } from "./shift.tsx";
import { keyFromName } from "./use-panel.ts";
import type { Panels } from "./use-panels.ts";
import { VoidPanel } from "./void.tsx";

export type PanelViewProps = {
	readonly panels: Panels;
	readonly state: ReadyState;
	readonly nowMs: number;
	/** A button's way to say a key. */
	readonly say: (code: string) => void;
};

type OpenPanelProps = Omit<PanelViewProps, "say"> & {
	/** Scans that wait until this is answered. */
	readonly queued: number;
};

/** The one panel that is open, over the stage. The side stays in view. */
export function OpenPanel({ queued, ...view }: OpenPanelProps) {
	const { words } = useLocalization();
	const say = (code: string) => view.panels.press(keyFromName(code));
	return (
		<div class="panel-place">
			<PanelView {...view} say={say} />
			{queued > 0 && (
				<p class="stage-queue">
					<b>{queued}</b>
					{words.counter.queued(queued)}
				</p>
			)}
		</div>
	);
}

function PanelView(props: PanelViewProps) {
	switch (props.panels.open) {
		case null:
			return null;
		case "number":
			return <NumberPanel {...props} />;
		case "lookUp":
			return <LookUpPanel {...props} />;
		case "void":
			return <VoidPanel {...props} />;
		case "reprint":
			return <ReprintPanel {...props} />;
		case "override":
			return <OverridePanel {...props} />;
		case "shift":
			return <ShiftPanel {...props} />;
	}
}
