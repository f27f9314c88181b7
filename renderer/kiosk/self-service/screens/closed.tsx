import type { ComponentChildren } from "preact";
import { Attention, CameraOff } from "../../../ui/shapes.tsx";
import type { RefusalLines } from "../../../words/refusal-words.ts";
import type { SelfServiceWords } from "../../../words/zh-CN/self-service.ts";
import { useReader } from "../../reader.ts";
import { Sentence } from "../../sentence.tsx";
import type { Closure } from "../closure.ts";
import { Dial, ListOff, PrinterOff } from "./pictures.tsx";
import { Lines } from "./refused.tsx";

type ClosedProps = { readonly closure: Closure; readonly callKey: ComponentChildren };

/** The kiosk serves nobody now: why, calmly, and where to go instead. It opens again by itself. */
export function Closed({ closure, callKey }: ClosedProps) {
	const { words } = useReader();
	const isTicketMissing = closure.of === "printer" && closure.waiting > 0;
	return (
		<>
			<section class="saying saying-closed">
				<Picture of={closure.of} />
				<h1 class="saying-word">{words.selfService.closedWord}</h1>
				<Lines lines={linesOf(closure, words.selfService)} />
				{isTicketMissing && (
					<p class="saying-note">
						<Sentence text={words.selfService.ticketsWaiting} />
					</p>
				)}
			</section>
			<section class="hand hand-one">{callKey}</section>
		</>
	);
}

export function linesOf(closure: Closure, { closed }: Pick<SelfServiceWords, "closed">): RefusalLines {
	switch (closure.of) {
		case "app":
		case "service":
		case "supervisor":
		case "clock":
			return closed[closure.of];
		case "list":
			return closed.list[closure.why];
		case "printer":
			return closed.printer[closure.why];
		case "camera":
			return closed.camera[closure.why];
	}
}

function Picture({ of }: { readonly of: Closure["of"] }) {
	switch (of) {
		case "camera":
			return <CameraOff class="picture-line" />;
		case "printer":
			return <PrinterOff />;
		case "clock":
			return <Dial />;
		case "list":
			return <ListOff />;
		case "app":
		case "service":
		case "supervisor":
			return <Attention class="saying-shape" />;
	}
}
