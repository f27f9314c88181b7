import { useState } from "preact/hooks";
import { callMain } from "../../call-main.ts";
import { useLocalization } from "../../localization.ts";
import { type SectionProps, StatusLine } from "../controls.tsx";

export function LeaveSection({ bridge }: SectionProps) {
	const { words } = useLocalization();
	const { leave } = words.setup;
	const [is, setIs] = useState<"resting" | "asked" | "failed">("resting");

	async function quit(): Promise<void> {
		const answer = await callMain(bridge, "leaveKiosk", undefined);
		if (answer.kind === "none" || answer.output.kind !== "noted") setIs("failed");
	}

	return (
		<>
			<p class="setup-lead">{leave.lead}</p>
			<div class="setup-buttons">
				{is === "asked" ? (
					<>
						<button type="button" class="setup-grave" onClick={() => void quit()}>
							{leave.sure}
						</button>
						<button type="button" onClick={() => setIs("resting")}>
							{leave.stay}
						</button>
					</>
				) : (
					<button type="button" onClick={() => setIs("asked")}>
						{leave.button}
					</button>
				)}
			</div>
			<StatusLine is="bad">{is === "failed" && leave.failed}</StatusLine>
		</>
	);
}
