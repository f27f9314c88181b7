import { Arrow, Warning } from "../../../../ui/shapes.tsx";
import { useAnnouncement } from "../../announcer.tsx";

/** What is wrong, and what to do now. */
export type MessageLines = { readonly line: string; readonly remedy: string };

/** Why nothing was done. The room for it is kept, so that nothing jumps. */
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
