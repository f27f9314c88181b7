import type { ComponentChildren } from "preact";
import { CameraOff, Warning } from "../../../ui/shapes.tsx";
import type { RefusalLines } from "../../../words/refusal-words.ts";
import type { SelfServiceWords } from "../../../words/zh-CN/self-service.ts";
import { useLocalization } from "../../localization.ts";
import { Sentence } from "../../sentence.tsx";
import type { ClosedReason } from "../closed-reason.ts";
import { ClockPicture, ListMissingPicture, PrinterOffPicture } from "./pictures.tsx";
import { RefusalText } from "./refused.tsx";

type ClosedScreenProps = { readonly closedReason: ClosedReason; readonly callKey: ComponentChildren };

/** The kiosk is closed: the reason, and where to go instead. */
export function ClosedScreen({ closedReason, callKey }: ClosedScreenProps) {
	const { words } = useLocalization();
	const isTicketMissing = closedReason.of === "printer" && closedReason.waiting > 0;
	return (
		<>
			<section class="saying saying-closed">
				<ClosedPicture of={closedReason.of} />
				<h1 class="saying-word">{words.selfService.closedWord}</h1>
				<RefusalText lines={closedLinesOf(closedReason, words.selfService)} />
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

export function closedLinesOf(closure: ClosedReason, { closed }: Pick<SelfServiceWords, "closed">): RefusalLines {
	switch (closure.of) {
		case "app":
		case "setup":
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

function ClosedPicture({ of }: { readonly of: ClosedReason["of"] }) {
	switch (of) {
		case "camera":
			return <CameraOff class="picture-line" />;
		case "printer":
			return <PrinterOffPicture />;
		case "clock":
			return <ClockPicture />;
		case "list":
			return <ListMissingPicture />;
		case "app":
		case "setup":
		case "supervisor":
			return <Warning class="saying-shape" />;
	}
}
