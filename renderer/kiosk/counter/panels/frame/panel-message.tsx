import { Arrow, Warning } from "../../../../ui/shapes.tsx";
import { useAnnouncement } from "../../announcer.tsx";

/** The fault, and its remedy. */
export type MessageLines = { readonly line: string; readonly remedy: string };

/** Why the submission had no effect. Its space is reserved, so that the layout does not shift. */
export function PanelMessage({ lines }: { readonly lines: MessageLines | null }) {
	useAnnouncement(lines === null ? "" : `${lines.line} ${lines.remedy}`);
	return (
		<div class="panel-message">
			{lines !== null && (
				<>
					<Warning />
					<p>
						<b>{lines.line}</b>
						<span>
							<Arrow />
							{lines.remedy}
						</span>
					</p>
				</>
			)}
		</div>
	);
}
