import { useLocalization } from "../../localization.ts";
import { LookUpPanel } from "./look-up.tsx";
import { NumberPanel } from "./number.tsx";
import { OverridePanel } from "./override.tsx";
import { ReprintPanel } from "./reprint.tsx";
import { ShiftPanel } from "./shift.tsx";
import { keyFromName } from "./use-panel.ts";
import type { PanelViewProps } from "./use-panels.ts";
import { VoidPanel } from "./void.tsx";

type OpenPanelProps = Omit<PanelViewProps, "pressKey"> & {
	/** Scans that wait until this is answered. */
	readonly queued: number;
};

/** The open panel, over the verdict area. The sidebar stays in view. */
export function OpenPanel({ queued, ...view }: OpenPanelProps) {
	const { words } = useLocalization();
	const pressKey = (code: string) => view.panels.press(keyFromName(code));
	return (
		<div class="panel-place">
			<PanelView {...view} pressKey={pressKey} />
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
