import { useState } from "preact/hooks";
import { ask } from "../ask.ts";
import { useReader } from "../reader.ts";
import type { SectionProps } from "./service.tsx";

export function LeaveSection({ bridge }: SectionProps) {
	const { words } = useReader();
	const { leave } = words.service;
	const [isAsked, setAsked] = useState(false);
	return (
		<>
			<p class="service-lead">{leave.lead}</p>
			<div class="service-buttons">
				{isAsked ? (
					<>
						<button type="button" class="service-grave" onClick={() => void ask(bridge, "leaveKiosk", undefined)}>
							{leave.sure}
						</button>
						<button type="button" onClick={() => setAsked(false)}>
							{leave.stay}
						</button>
					</>
				) : (
					<button type="button" class="service-grave" onClick={() => setAsked(true)}>
						{leave.button}
					</button>
				)}
			</div>
		</>
	);
}
