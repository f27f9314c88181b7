import type { Words } from "../../../words/zh-CN/words.ts";
import { useLocalization } from "../../localization.ts";
import { describeScan, type ScanTestInput, type ScanTestLine, visibleText } from "../../scan/scan-test.ts";
import { StatusLine, type StatusMessage } from "../controls.tsx";

/** The last code scanned as a test, and the result. */
export function ScanTest({ lastScan }: { readonly lastScan: ScanTestInput | null }) {
	const { words } = useLocalization();
	if (lastScan === null) {
		return (
			<output class="setup-read" data-read={0}>
				{words.setup.scanner.nothing}
			</output>
		);
	}
	return (
		<div class="setup-scan-test">
			<output class="setup-read" data-read={lastScan.text.length}>
				{visibleText(lastScan.text)}
			</output>
			{describeScan(lastScan).map((line) => {
				const { tone, text } = messageOf(line, words);
				return (
					<StatusLine key={line.kind} is={tone}>
						{text}
					</StatusLine>
				);
			})}
		</div>
	);
}

function messageOf(line: ScanTestLine, { scanTest }: Words): StatusMessage {
	switch (line.kind) {
		case "what":
			return { tone: line.of === "other" ? "bad" : "good", text: scanTest.what[line.of] };
		case "serial":
			return { tone: "plain", text: scanTest.serial(line.characters) };
		case "pace": {
			const seconds = (line.tookMs / 1000).toFixed(1);
			return { tone: "plain", text: scanTest.pace(line.characters, seconds, Math.round(line.meanGapMs)) };
		}
		case "end":
			return { tone: "plain", text: scanTest.ends[line.end ?? "none"] };
		case "prefix":
			return { tone: line.is === "sent" ? "good" : "plain", text: scanTest.prefix[line.is] };
		case "prefixSeen":
			return { tone: "bad", text: scanTest.prefixSeen(line.prefix) };
		case "added":
			return { tone: "plain", text: scanTest.added(visibleText(line.text)) };
		case "recased":
			return { tone: "plain", text: scanTest.recased };
		case "byPlace":
			return { tone: "plain", text: scanTest.byPlace };
	}
}
