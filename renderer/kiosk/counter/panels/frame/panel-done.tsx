import type { ComponentChildren } from "preact";
import { useAnnouncement } from "../../announcer.tsx";

type DoneProps = {
	readonly name: string;
	readonly shape: ComponentChildren;
	readonly word: string;
	readonly line: string;
	readonly aside?: string;
};

/** The outcome of a panel, legible from a distance. */
export function PanelDone({ name, shape, word, line, aside }: DoneProps) {
	useAnnouncement(`${word} ${line}`);
	return (
		<div class="panel-done" data-done={name}>
			{shape}
			<p class="panel-done-word">{word}</p>
			<p class="panel-done-line">{line}</p>
			{aside !== undefined && <p class="panel-done-aside">{aside}</p>}
		</div>
	);
}
