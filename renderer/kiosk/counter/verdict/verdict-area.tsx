import { useRef } from "preact/hooks";
import { Keycap } from "../../../ui/keycap.tsx";
import { Lantern } from "../../../ui/shapes.tsx";
import { useLocalization } from "../../localization.ts";
import type { CameraView } from "../../scan/camera.ts";
import { Viewfinder } from "../../viewfinder.tsx";
import { useRenderedAnnouncement } from "../announcer.tsx";
import type { Command } from "../command.ts";
import type { Counter, CounterDisplay } from "../counter.ts";
import { AdmittedView } from "./admitted.tsx";
import { OfferedView } from "./offered.tsx";
import { RefusedView, RequestFailedView } from "./refused.tsx";

type VerdictAreaProps = {
	readonly counter: Counter;
	readonly camera: CameraView;
	readonly runCommand: (command: Command) => void;
	/** A panel covers it. */
	readonly isCovered: boolean;
};

/** The left half of the counter. Its state is also in data attributes, for tests. */
export function VerdictArea({ counter, camera, runCommand, isCovered }: VerdictAreaProps) {
	const { words } = useLocalization();
	const { display, request, queue } = counter;
	const body = useRef<HTMLDivElement>(null);
	const key = display.kind === "waiting" ? "waiting" : `${display.scan.scan} ${display.kind}`;
	useRenderedAnnouncement(key, () => announcementOf(body.current));
	return (
		<section
			class={`stage stage-${appearanceOf(display)}`}
			inert={isCovered}
			{...displayAttributesOf(display)}
			data-scans={counter.scanCount}
			data-queued={queue.length}
			data-asking={request?.kind ?? ""}
		>
			<div class="stage-body" key={key} ref={body}>
				<VerdictBody
					display={display}
					isAdmitting={request?.kind === "admit"}
					camera={camera}
					runCommand={runCommand}
				/>
			</div>
			{request?.kind === "scan" && (
				<p class="stage-checking" data-veil>
					{words.counter.checking}
				</p>
			)}
			{queue.length > 0 && (
				<p class="stage-queue">
					<b>{queue.length}</b>
					{words.counter.queued(queue.length)}
				</p>
			)}
		</section>
	);
}

type VerdictBodyProps = Omit<VerdictAreaProps, "counter" | "isCovered"> & {
	readonly display: CounterDisplay;
	readonly isAdmitting: boolean;
};

function VerdictBody({ display, isAdmitting, camera, runCommand }: VerdictBodyProps) {
	switch (display.kind) {
		case "waiting":
			return <WaitingView camera={camera} runCommand={runCommand} />;
		case "offered":
			return (
				<OfferedView
					verdict={display.verdict}
					chosen={display.chosen}
					isAdmitting={isAdmitting}
					runCommand={runCommand}
				/>
			);
		case "trouble":
			return <RequestFailedView why={display.why} />;
		case "final":
			return display.verdict.kind === "admitted" ? (
				<AdmittedView verdict={display.verdict} isOverride={display.scan.source === "override"} />
			) : (
				<RefusedView verdict={display.verdict} runCommand={runCommand} />
			);
	}
}

function WaitingView({ camera, runCommand }: Pick<VerdictAreaProps, "camera" | "runCommand">) {
	const { words } = useLocalization();
	return (
		<>
			<Lantern class="lantern lantern-left" />
			<Lantern class="lantern lantern-right" />
			<h2 class="waiting-word">{words.counter.present}</h2>
			<Viewfinder view={camera} />
			<p class="waiting-aim">{camera.state === "on" ? words.counter.aim : words.counter.wedgeOnly}</p>
			<button type="button" class="waiting-number" onClick={() => runCommand({ kind: "panel", panel: "number" })}>
				<Keycap>F2</Keycap>
				{words.number.hint}
			</button>
		</>
	);
}

/** The text of the verdict, without its buttons. */
function announcementOf(body: HTMLElement | null): string {
	const parts = body?.querySelectorAll(
		".verdict-word, .verdict-figure, .verdict-where, .verdict-remaining, .verdict-reason, .verdict-remedy, .offered-ask",
	);
	return [...(parts ?? [])].map((part) => part.textContent ?? "").join(" ");
}

/** An admission by override has its own appearance, so that it is not mistaken for an ordinary one. */
function appearanceOf(shown: CounterDisplay): ReturnType<typeof verdictKindOf> | "overridden" {
	const isOverride = shown.kind === "final" && shown.scan.source === "override";
	return isOverride && shown.verdict.kind === "admitted" ? "overridden" : verdictKindOf(shown);
}

function verdictKindOf(shown: CounterDisplay): "waiting" | "offered" | "admitted" | "refused" | "trouble" {
	return shown.kind === "final" ? shown.verdict.kind : shown.kind;
}

function displayAttributesOf(shown: CounterDisplay): Readonly<Record<`data-${string}`, string | number>> {
	const verdict = { "data-verdict": verdictKindOf(shown) };
	switch (shown.kind) {
		case "waiting":
			return verdict;
		case "trouble":
			return { ...verdict, "data-scan": shown.scan.scan, "data-reason": shown.why };
		case "offered": {
			const { party, remaining } = shown.verdict;
			return {
				...verdict,
				"data-scan": shown.scan.scan,
				"data-persons": shown.chosen,
				"data-party": party,
				"data-remaining": remaining,
			};
		}
		case "final": {
			const scan = { ...verdict, "data-scan": shown.scan.scan, "data-source": shown.scan.source };
			if (shown.verdict.kind === "refused") return { ...scan, "data-reason": shown.verdict.refusal.reason };
			const { persons, party, remaining, line } = shown.verdict;
			return { ...scan, "data-persons": persons, "data-party": party, "data-remaining": remaining, "data-line": line };
		}
	}
}
