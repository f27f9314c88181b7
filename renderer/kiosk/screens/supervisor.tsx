import type { Bridge, SupervisorOutcome } from "../../../core/contract/contract.ts";
import { StaffId } from "../../../core/identity.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { Arch } from "../../ui/shapes.tsx";
import type { Words } from "../../words/zh-CN/words.ts";
import { callMain } from "../call-main.ts";
import { supervisorFields } from "../counter/panels/forms/credential-fields.ts";
import type { Values } from "../counter/panels/forms/form.ts";
import { DigitPad } from "../counter/panels/frame/digit-pad.tsx";
import { PanelFields } from "../counter/panels/frame/panel-fields.tsx";
import { type MessageLines, PanelMessage } from "../counter/panels/frame/panel-message.tsx";
import { keyFromName, usePanel } from "../counter/panels/use-panel.ts";
import { useLocalization } from "../localization.ts";
import { useKeys } from "../use-input.ts";

/** A kiosk without a supervisor: the first one sets a work number and PIN. Both modes begin here. */
export function SupervisorScreen({ bridge }: { readonly bridge: Bridge }) {
	const { words, changeLanguage } = useLocalization();
	const keys = usePanel<SupervisorOutcome>({
		fields: supervisorFields,
		isBlocked: false,
		isDone: ({ kind }) => kind === "set",
		submit: (values) => setSupervisor(bridge, values),
	});
	useKeys((emission) => {
		if (emission.kind === "scan") return;
		if (emission.key.code === "F8") changeLanguage();
		else keys.press(emission.key);
	});
	const { phase } = keys.panel;
	const { staff, pin, again } = words.staff.supervisor;
	const failure = phase.kind === "filling" ? phase.failure : null;
	return (
		<main class="supervisor" data-screen="supervisor" data-phase={phase.kind}>
			<div class="trouble-brand">
				<Arch class="brand-arch" />
				{words.product}
			</div>
			<section class="supervisor-card">
				<div class="supervisor-form">
					<h1>{words.staff.supervisor.title}</h1>
					<p class="supervisor-lead">{words.staff.supervisor.lead}</p>
					<PanelFields keys={keys} labels={{ staff, pin, again }} isWhole={true} />
					<div role="alert">
						<PanelMessage lines={failure === null ? null : messageOf(failure, words)} />
					</div>
				</div>
				<div class="supervisor-keys">
					<DigitPad press={keys.press} />
					<button
						type="button"
						class="supervisor-confirm"
						disabled={phase.kind !== "filling"}
						onClick={() => keys.press(keyFromName("Enter"))}
					>
						<Keycap>Enter</Keycap>
						{phase.kind === "filling" ? confirmLabelOf(keys.panel.form.at, words) : words.staff.recording}
					</button>
				</div>
			</section>
		</main>
	);
}

function confirmLabelOf(at: number, words: Words): string {
	return at === supervisorFields.length - 1 ? words.staff.supervisor.confirm : words.staff.next;
}

async function setSupervisor(bridge: Bridge, { staff = "", pin = "" }: Values): Promise<SupervisorOutcome | null> {
	const answer = await callMain(bridge, "setSupervisor", { staff: StaffId.parse(staff), pin, by: null });
	return answer.kind === "answer" ? answer.output : null;
}

/** A weak or mistyped PIN was reported earlier: the form has the same rules. */
function messageOf(failure: SupervisorOutcome | "unanswered", words: Words): MessageLines {
	const isFull = failure !== "unanswered" && failure.kind === "notSet" && failure.why === "notRecorded";
	return isFull ? words.staff.notRecorded : words.staff.supervisor.notSet;
}
