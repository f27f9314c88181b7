import type { ComponentChildren } from "preact";
import { Keycap } from "../../../../ui/keycap.tsx";
import { Arrow, Warning } from "../../../../ui/shapes.tsx";
import { useLocalization } from "../../../localization.ts";
import { useAnnouncement } from "../../announcer.tsx";
import type { PanelName } from "../../command.ts";
import { isAtFirstField } from "../forms/form.ts";
import type { PanelControls } from "../use-panel.ts";
import type { MessageLines } from "./panel-message.tsx";

type PanelFrameProps<O> = {
	readonly name: PanelName;
	readonly title: string;
	readonly lead?: ComponentChildren;
	readonly keys: PanelControls<O>;
	/** The label of the action that Enter runs in the last field. */
	readonly action: string;
	/** Why the panel takes no input now; null while it does. */
	readonly blocked: MessageLines | null;
	/** The outcome, once the panel is done. */
	readonly done?: ComponentChildren;
	/** The key for the next step, once the panel is done; absent when there is none. */
	readonly next?: ComponentChildren;
	/** Handles a click as a press of this key. */
	readonly pressKey: (code: string) => void;
	readonly children: ComponentChildren;
};

/** Covers the verdict area. The sidebar stays visible, and scans are still accepted. */
export function PanelFrame<O>({
	name,
	title,
	lead,
	keys,
	action,
	blocked,
	done,
	next,
	pressKey,
	children,
}: PanelFrameProps<O>) {
	const { words } = useLocalization();
	const { phase, form } = keys.panel;
	const isDone = phase.kind === "done";
	const isLast = form.at === keys.fields.length - 1;
	const isBlocked = blocked !== null && !isDone;
	useAnnouncement(title);
	return (
		<section
			class={`panel panel-${name}`}
			role="dialog"
			aria-label={title}
			data-panel-phase={isBlocked ? "blocked" : phase.kind}
		>
			<h2>{title}</h2>
			{lead !== undefined && !isDone && !isBlocked && <p class="panel-lead">{lead}</p>}
			<div class="panel-body">{isDone ? done : isBlocked ? <PanelBlocked lines={blocked} /> : children}</div>
			<div class="panel-keys">
				{!isBlocked && !isDone && (
					<button type="button" class="panel-go" disabled={phase.kind === "asking"} onClick={() => pressKey("Enter")}>
						{phase.kind === "asking" ? words.staff.asking : isLast ? action : words.staff.next}
						{phase.kind !== "asking" && <Keycap>Enter</Keycap>}
					</button>
				)}
				{!isBlocked && !isDone && !isAtFirstField(form, keys.fields) && (
					<button
						type="button"
						class="panel-back"
						disabled={phase.kind === "asking"}
						aria-keyshortcuts="Shift+Tab"
						onClick={() => pressKey("Shift+Tab")}
					>
						{words.staff.back}
					</button>
				)}
				{isDone && next}
				{isDone && next === undefined ? (
					<button type="button" class="panel-go" onClick={() => pressKey("Enter")}>
						{words.staff.read}
						<Keycap>Enter</Keycap>
					</button>
				) : (
					<button
						type="button"
						class="panel-close"
						disabled={phase.kind === "asking"}
						onClick={() => pressKey("Escape")}
					>
						{words.staff.close}
						<Keycap>Esc</Keycap>
					</button>
				)}
			</div>
		</section>
	);
}

/** The reason why a panel takes no input; large, because the panel shows nothing else. */
export function PanelBlocked({ lines: { line, remedy } }: { readonly lines: MessageLines }) {
	useAnnouncement(`${line} ${remedy}`);
	return (
		<div class="panel-blocked">
			<p class="panel-blocked-line">
				<Warning />
				{line}
			</p>
			<p class="panel-blocked-remedy">
				<Arrow />
				{remedy}
			</p>
		</div>
	);
}
