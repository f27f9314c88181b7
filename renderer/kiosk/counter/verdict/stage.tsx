import { useRef } from "preact/hooks";
import { Keycap } from "../../../ui/keycap.tsx";
import { Lantern } from "../../../ui/shapes.tsx";
import { useReader } from "../../reader.ts";
import type { CameraView } from "../../scan/camera.ts";
import { Viewfinder } from "../../viewfinder.tsx";
import { useDrawnAnnouncement } from "../announcer.tsx";
import type { Command } from "../command.ts";
import type { Counter, Shown } from "../counter.ts";
import { Admitted } from "./admitted.tsx";
import { Offered } from "./offered.tsx";
import { InTrouble, Refused } from "./refused.tsx";

type StageProps = {
	readonly counter: Counter;
	readonly camera: CameraView;
	readonly obey: (command: Command) => void;
	/** A panel lies over it. */
	readonly isCovered: boolean;
};

/** The left half. What it shows is also told in data attributes, so that tests need not read the words. */
export function Stage({ counter, camera, obey, isCovered }: StageProps) {
	const { words } = useReader();
	const { shown, ask, queue } = counter;
	const body = useRef<HTMLDivElement>(null);
	const key = shown.kind === "waiting" ? "waiting" : `${shown.scan.scan} ${shown.kind}`;
	useDrawnAnnouncement(key, () => saidBy(body.current));
	return (
		<section
			class={`stage stage-${lookOf(shown)}`}
			inert={isCovered}
			{...attributesOf(shown)}
			data-scans={counter.scans}
			data-queued={queue.length}
			data-asking={ask?.kind ?? ""}
		>
			<div class="stage-body" key={key} ref={body}>
				<StageBody shown={shown} isAdmitting={ask?.kind === "admit"} camera={camera} obey={obey} />
			</div>
			{ask?.kind === "scan" && (
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

type BodyProps = Omit<StageProps, "counter" | "isCovered"> & { readonly shown: Shown; readonly isAdmitting: boolean };

function StageBody({ shown, isAdmitting, camera, obey }: BodyProps) {
	switch (shown.kind) {
		case "waiting":
			return <Waiting camera={camera} obey={obey} />;
		case "offered":
			return <Offered verdict={shown.verdict} chosen={shown.chosen} isAdmitting={isAdmitting} obey={obey} />;
		case "trouble":
			return <InTrouble why={shown.why} />;
		case "final":
			return shown.verdict.kind === "admitted" ? (
				<Admitted verdict={shown.verdict} isOverride={shown.scan.source === "override"} />
			) : (
				<Refused verdict={shown.verdict} obey={obey} />
			);
	}
}

function Waiting({ camera, obey }: Pick<StageProps, "camera" | "obey">) {
	const { words } = useReader();
	return (
		<>
			<Lantern class="lantern lantern-left" />
			<Lantern class="lantern lantern-right" />
			<h2 class="waiting-word">{words.counter.present}</h2>
			<Viewfinder view={camera} />
			<p class="waiting-aim">{camera.state === "on" ? words.counter.aim : words.counter.wedgeOnly}</p>
			<button type="button" class="waiting-number" onClick={() => obey({ kind: "panel", panel: "number" })}>
				<Keycap>F2</Keycap>
				{words.number.hint}
			</button>
		</>
	);
}

/** The sentences of what is drawn, without its keys. */
function saidBy(body: HTMLElement | null): string {
	const told = body?.querySelectorAll(
		".verdict-word, .verdict-figure, .verdict-where, .verdict-remaining, .verdict-reason, .verdict-remedy, .offered-ask",
	);
	return [...(told ?? [])].map((part) => part.textContent ?? "").join(" ");
}

/** An admission by override has a look of its own, so that nobody takes it for any other. */
function lookOf(shown: Shown): ReturnType<typeof verdictOf> | "overridden" {
	const isOverride = shown.kind === "final" && shown.scan.source === "override";
	return isOverride && shown.verdict.kind === "admitted" ? "overridden" : verdictOf(shown);
}

function verdictOf(shown: Shown): "waiting" | "offered" | "admitted" | "refused" | "trouble" {
	return shown.kind === "final" ? shown.verdict.kind : shown.kind;
}

function attributesOf(shown: Shown): Readonly<Record<`data-${string}`, string | number>> {
	const verdict = { "data-verdict": verdictOf(shown) };
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
