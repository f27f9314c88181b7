import type { ComponentChildren } from "preact";
import type { ReadyState } from "../../../core/contract/kioskState.ts";
import type { Theme } from "../../ui/themes.ts";
import type { RefusalLines } from "../../words/refusal-words.ts";
import type { CameraView } from "../scan/camera.ts";
import type { ClosedReason } from "./closed-reason.ts";
import { AdmittedScreen, ThanksScreen } from "./screens/admitted.tsx";
import { AttractScreen } from "./screens/attract.tsx";
import { ClosedScreen } from "./screens/closed.tsx";
import { OfferedScreen, StillThereScreen } from "./screens/offered.tsx";
import { RefusedScreen, RequestFailedScreen } from "./screens/refused.tsx";
import type { TouchHandler, Visit } from "./visit.ts";
import type { RefusedVerdict, VisitStage } from "./visit-stage.ts";

type SelfServiceStageProps = {
	readonly visit: Visit;
	readonly closedReason: ClosedReason | null;
	readonly isTicketHeld: boolean;
	readonly state: ReadyState;
	readonly theme: Theme;
	readonly nowMs: number;
	readonly camera: CameraView;
	readonly formatRefusal: (verdict: RefusedVerdict) => RefusalLines;
	readonly callKey: ComponentChildren;
	readonly touch: TouchHandler;
	readonly stay: () => void;
};

/** Messages above, controls below. */
export function SelfServiceStage(props: SelfServiceStageProps) {
	const { visit, closedReason } = props;
	const { stage } = visit;
	const kind = stage.kind === "attract" && closedReason !== null ? "closed" : stage.kind;
	return (
		<div class={`stage-of stage-of-${kind}`} key={stage.kind === "attract" ? kind : `${kind} ${stage.scan.scan}`}>
			<SelfServiceStageBody {...props} />
		</div>
	);
}

/** Whether the stage shows the call button, because calling staff is what to do now; the toolbar then has none. */
export function isCallButtonOnStage(stage: VisitStage, closure: ClosedReason | null): boolean {
	return stage.kind === "refused" || stage.kind === "trouble" || (stage.kind === "attract" && closure !== null);
}

function SelfServiceStageBody(props: SelfServiceStageProps) {
	const { visit, closedReason, isTicketHeld, state, theme, nowMs, camera, formatRefusal, callKey, touch, stay } = props;
	const { stage, request, isCodeStillInView } = visit;
	switch (stage.kind) {
		case "attract":
			return closedReason !== null ? (
				<ClosedScreen closedReason={closedReason} callKey={callKey} />
			) : (
				<AttractScreen
					state={state}
					theme={theme}
					nowMs={nowMs}
					camera={camera}
					isChecking={request?.kind === "scan"}
					isCodeStillInView={isCodeStillInView}
				/>
			);
		case "offered":
			return stage.left === null ? (
				<OfferedScreen stage={stage} isAdmitting={request?.kind === "admit"} touch={touch} />
			) : (
				<StillThereScreen left={stage.left} touch={stay} />
			);
		case "admitted":
			return <AdmittedScreen stage={stage} isTicketHeld={isTicketHeld} nowMs={nowMs} touch={touch} />;
		case "thanks":
			return <ThanksScreen stage={stage} />;
		case "refused":
			return <RefusedScreen stage={stage} lines={formatRefusal(stage.verdict)} callKey={callKey} touch={touch} />;
		case "trouble":
			return <RequestFailedScreen stage={stage} callKey={callKey} touch={touch} />;
	}
}
