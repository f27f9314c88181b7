import type { Words } from "../../../words/zh-CN/words.ts";
import { useReader } from "../../reader.ts";
import { type ScanTestLine, type Tried, testScan, visibleText } from "../../scan/scan-test.ts";
import { Outcome, type Told } from "../controls.tsx";

/** The last code that was scanned to try the scanner, and what is to be said of it. */
export function ScanTest({ tried }: { readonly tried: Tried | null }) {
	const { words } = useReader();
	if (tried === null) {
		return (
			<output class="service-read" data-read={0}>
				{words.service.scanner.nothing}
			</output>
		);
	}
	return (
		<div class="service-scan-test">
			<output class="service-read" data-read={tried.text.length}>
				{visibleText(tried.text)}
			</output>
			{testScan(tried).map((line) => {
				const { is, text } = tell(line, words);
				return (
					<Outcome key={line.kind} is={is}>
						{text}
					</Outcome>
				);
			})}
		</div>
	);
}

function tell(line: ScanTestLine, { scanTest }: Words): Told {
	switch (line.kind) {
		case "what":
			return { is: line.of === "other" ? "bad" : "good", text: scanTest.what[line.of] };
		case "serial":
			return { is: "plain", text: scanTest.serial(line.characters) };
		case "pace": {
			const seconds = (line.tookMs / 1000).toFixed(1);
			return { is: "plain", text: scanTest.pace(line.characters, seconds, Math.round(line.meanGapMs)) };
		}
		case "end":
			return { is: "plain", text: scanTest.ends[line.end ?? "none"] };
		case "prefix":
			return { is: line.is === "sent" ? "good" : "plain", text: scanTest.prefix[line.is] };
		case "prefixSeen":
			return { is: "bad", text: scanTest.prefixSeen(line.prefix) };
		case "byPlace":
			return { is: "plain", text: scanTest.byPlace };
	}
}
