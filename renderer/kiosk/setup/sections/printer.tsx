import { useState } from "preact/hooks";
import type { PrinterShown, PrintTested } from "../../../../core/contract/contract.ts";
import type { PrinterConnection } from "../../../../core/contract/printer.ts";
import type { Settings } from "../../../../core/contract/settings.ts";
import type { Words } from "../../../words/zh-CN/words.ts";
import { ask } from "../../call-main.ts";
import { useReader } from "../../reader.ts";
import { Choices, Outcome, type Told } from "../controls.tsx";
import type { SectionProps } from "../setup.tsx";
import { Connection } from "./connection.tsx";

const kinds = ["none", "tcp", "file", "system"] as const;

/** What a kind of printer begins with; what was set of the same kind stays. Null when it must be told first where it is. */
function connectionOf(kind: PrinterConnection["kind"], before: PrinterConnection): PrinterConnection | null {
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

export function PrinterSection({ bridge, state, change, refuse }: SectionProps) {
	const { words } = useReader();
	const { kinds: names, ...text } = words.service.printer;
	const { settings } = state;
	const [kind, setKind] = useState(settings.printer.kind);
	const [test, setTest] = useState<Told | null>(null);
	const [isTesting, setTesting] = useState(false);
	const isSet = kind === settings.printer.kind;

	function choose(next: PrinterConnection["kind"]): void {
		setKind(next);
		setTest(null);
		const printer = connectionOf(next, settings.printer);
		if (printer !== null && next !== settings.printer.kind) change({ printer });
	}

	async function printTest(): Promise<void> {
		setTesting(true);
		setTest({ is: "plain", text: text.testing });
		const answer = await ask(bridge, "testPrint", undefined);
		setTesting(false);
		const isTested = answer.kind === "answer" && answer.output.kind !== "serviceClosed";
		setTest(tellTest(isTested ? answer.output : { kind: "notPrinted", why: "error" }, words));
	}

	return (
		<>
			<Choices
				legend={text.where}
				of={kinds.map((value) => ({ value, name: names[value] }))}
				chosen={kind}
				onChoose={choose}
			/>
			{kind === "none" && <p class="service-lead">{text.without}</p>}
			<Connection
				kind={kind}
				printer={settings.printer}
				bridge={bridge}
				onChange={(printer) => change({ printer })}
				refuse={refuse}
			/>
			{kind !== "none" && isSet && (
				<>
					<Choices
						legend={text.paper}
						of={([58, 80] as const satisfies readonly Settings["paper"][]).map((value) => ({
							value,
							name: text.mm(value),
						}))}
						chosen={settings.paper}
						onChoose={(paper) => change({ paper })}
					/>
					<div class="service-try">
						<button type="button" class="service-main" disabled={isTesting} onClick={() => void printTest()}>
							{text.test}
						</button>
						<Outcome is={test?.is ?? tellPrinter(state.printer, words).is}>
							{test?.text ?? tellPrinter(state.printer, words).text}
						</Outcome>
					</div>
				</>
			)}
		</>
	);
}

function tellTest(test: PrintTested, { service: { printer } }: Words): Told {
	if (test.kind === "printed") return { is: "good", text: printer.printed };
	return { is: "bad", text: printer.troubles[test.why] };
}

function tellPrinter(shown: PrinterShown, { service: { printer } }: Words): Told {
	switch (shown.kind) {
		case "none":
			return { is: "plain", text: "" };
		case "ready":
			return { is: "good", text: shown.isPaperLow ? printer.low : printer.ready };
		case "trouble": {
			const trouble = printer.troubles[shown.why];
			return { is: "bad", text: shown.waiting === 0 ? trouble : printer.waiting(trouble, shown.waiting) };
		}
	}
}
