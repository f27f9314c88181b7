import type { ComponentChildren } from "preact";
import type { Theme } from "../../ui/themes.ts";
import type { RefusalLines } from "../../words/refusal-words.ts";
import type { CameraView } from "../scan/camera.ts";
import type { Closure, ReadyState } from "./closure.ts";
import { Admitted, Thanks } from "./screens/admitted.tsx";
import { Attract } from "./screens/attract.tsx";
import { Closed } from "./screens/closed.tsx";
import { Offered, StillThere } from "./screens/offered.tsx";
import { InTrouble, Refused } from "./screens/refused.tsx";
import type { RefusedVerdict, Stage } from "./stage.ts";
import type { Touch } from "./touch.ts";
import type { Visit } from "./visit.ts";

type StageProps = {
	readonly visit: Visit;
	readonly closure: Closure | null;
	readonly isTicketHeld: boolean;
	readonly state: ReadyState;
	readonly theme: Theme;
	readonly nowMs: number;
	readonly camera: CameraView;
	readonly tellRefusal: (verdict: RefusedVerdict) => RefusalLines;
	readonly callKey: ComponentChildren;
	readonly touch: Touch;
	readonly stay: () => void;
};

/** What is told, above, and what is touched, below. */
export function SelfServiceStage(props: StageProps) {
	const { visit, closure } = props;
	const { stage } = visit;
	const kind = stage.kind === "attract" && closure !== null ? "closed" : stage.kind;
	return (
		<div class={`stage-of stage-of-${kind}`} key={stage.kind === "attract" ? kind : `${kind} ${stage.scan.scan}`}>
			<StageBody {...props} />
		</div>
	);
}

/** Where calling for staff is what to do now, its key is the large one, and the rail has none. */
export function isCallInHand(stage: Stage, closure: Closure | null): boolean {
	return stage.kind === "refused" || stage.kind === "trouble" || (stage.kind === "attract" && closure !== null);
}

function StageBody(props: StageProps) {
	const { visit, closure, isTicketHeld, state, theme, nowMs, camera, tellRefusal, callKey, touch, stay } = props;
	const { stage, ask, lingers } = visit;
	switch (stage.kind) {
		case "attract":
			return closure !== null ? (
				<Closed closure={closure} callKey={callKey} />
			) : (
				<Attract
					state={state}
					theme={theme}
					nowMs={nowMs}
					camera={camera}
					isChecking={ask?.kind === "scan"}
					lingers={lingers}
				/>
			);
		case "offered":
			return stage.left === null ? (
				<Offered stage={stage} isAdmitting={ask?.kind === "admit"} touch={touch} />
			) : (
				<StillThere left={stage.left} touch={stay} />
			);
		case "admitted":
			return <Admitted stage={stage} isTicketHeld={isTicketHeld} nowMs={nowMs} touch={touch} />;
		case "thanks":
			return <Thanks stage={stage} />;
		case "refused":
			return <Refused stage={stage} lines={tellRefusal(stage.verdict)} callKey={callKey} touch={touch} />;
		case "trouble":
			return <InTrouble stage={stage} callKey={callKey} touch={touch} />;
	}
}
