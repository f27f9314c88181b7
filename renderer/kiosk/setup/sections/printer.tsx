import { useState } from "preact/hooks";
import type { PrinterAvailability, TestPrintOutcome } from "../../../../core/contract/contract.ts";
import type { PrinterConnection } from "../../../../core/contract/printer.ts";
import type { Settings } from "../../../../core/contract/settings.ts";
import type { Words } from "../../../words/zh-CN/words.ts";
import { callMain } from "../../call-main.ts";
import { useLocalization } from "../../localization.ts";
import { ChoiceGroup, type SectionProps, StatusLine, type StatusMessage } from "../controls.tsx";
import { PrinterConnectionFields } from "./printer-connection.tsx";
import { WaitingTickets } from "./waiting-tickets.tsx";

const printDots = [384, 512, 576] as const;
const kinds = ["none", "tcp", "file", "system"] as const;

/**
 * The initial settings of a kind of printer; settings of the same kind are kept. Null if its location must be entered
 * first.
 */
function initialConnectionOf(kind: PrinterConnection["kind"], before: PrinterConnection): PrinterConnection | null {
	if (before.kind === kind) return before;
	switch (kind) {
		case "none":
			return { kind };
		case "tcp":
			return null;
		case "file":
			return { kind, path: "/dev/usb/lp0" };
		case "system":
			return { kind, name: null };
	}
}

export function PrinterSection({ bridge, state, change, rejectInput }: SectionProps) {
	const { words } = useLocalization();
	const { kinds: names, ...text } = words.setup.printer;
	const { settings } = state;
	const [kind, setKind] = useState(settings.printer.kind);
	const [test, setTest] = useState<StatusMessage | null>(null);
	const [isTesting, setTesting] = useState(false);
	const isSet = kind === settings.printer.kind;

	function choose(next: PrinterConnection["kind"]): void {
		setKind(next);
		setTest(null);
		const printer = initialConnectionOf(next, settings.printer);
		if (printer !== null && next !== settings.printer.kind) change({ printer });
	}

	async function printTest(what: "testPrint" | "printRuler"): Promise<void> {
		setTesting(true);
		setTest({ tone: "plain", text: text.testing });
		const answer = await callMain(bridge, what, undefined);
		setTesting(false);
		const isTested = answer.kind === "answer" && answer.output.kind !== "setupClosed";
		setTest(testMessageOf(isTested ? answer.output : { kind: "notPrinted", why: "error" }, words));
	}

	return (
		<>
			<ChoiceGroup
				legend={text.where}
				of={kinds.map((value) => ({ value, name: names[value] }))}
				chosen={kind}
				onChoose={choose}
			/>
			{kind === "none" && <p class="setup-lead">{text.without}</p>}
			<PrinterConnectionFields
				kind={kind}
				printer={settings.printer}
				bridge={bridge}
				onChange={(printer) => change({ printer })}
				rejectInput={rejectInput}
			/>
			{kind !== "none" && isSet && (
				<>
					<ChoiceGroup
						legend={text.paper}
						of={([58, 80] as const satisfies readonly Settings["paper"][]).map((value) => ({
							value,
							name: text.mm(value),
						}))}
						chosen={settings.paper}
						onChoose={(paper) => change({ paper, dots: null })}
					/>
					<ChoiceGroup<Settings["dots"]>
						legend={text.dots}
						of={[
							{ value: null, name: text.dotsUsual },
							...printDots.map((value) => ({ value, name: text.dotsOf(value) })),
						]}
						chosen={settings.dots}
						onChoose={(dots) => change({ dots })}
					/>
					<p class="setup-lead">{text.rulerHint}</p>
					<div class="setup-try">
						<button type="button" class="setup-main" disabled={isTesting} onClick={() => void printTest("testPrint")}>
							{text.test}
						</button>
						<button type="button" data-ruler disabled={isTesting} onClick={() => void printTest("printRuler")}>
							{text.ruler}
						</button>
						<StatusLine is={test?.tone ?? printerMessageOf(state.printer, words).tone}>
							{test?.text ?? printerMessageOf(state.printer, words).text}
						</StatusLine>
					</div>
					<WaitingTickets bridge={bridge} printer={state.printer} onDone={setTest} />
				</>
			)}
		</>
	);
}

function testMessageOf(test: TestPrintOutcome, { setup: { printer } }: Words): StatusMessage {
	if (test.kind === "printed") return { tone: "good", text: printer.printed };
	return { tone: "bad", text: printer.troubles[test.why] };
}

function printerMessageOf(shown: PrinterAvailability, { setup: { printer } }: Words): StatusMessage {
	switch (shown.kind) {
		case "none":
			return { tone: "plain", text: "" };
		case "ready":
			return { tone: "good", text: shown.isPaperLow ? printer.low : printer.ready };
		case "trouble": {
			const trouble = printer.troubles[shown.why];
			return { tone: "bad", text: shown.waiting === 0 ? trouble : printer.waiting(trouble, shown.waiting) };
		}
	}
}
