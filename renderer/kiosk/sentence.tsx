import { lineBreakOpportunity } from "../words/refusal-words.ts";
import { useLocalization } from "./localization.ts";

/**
 * A sentence in large type. In Chinese it breaks where a reader would pause: after a comma, and where its words say so
 * with `pause`; and a space there only sets off a figure, so that "2 号窗口" stays together.
 */
export function Sentence({ text }: { readonly text: string }) {
	const { language } = useLocalization();
	const phrases = language === "en" ? [text.replaceAll(lineBreakOpportunity, "")] : splitPhrases(text);
	return (
		<span class="sentence">
			{phrases.map((phrase) => (
				<span key={phrase}>{phrase}</span>
			))}
		</span>
	);
}

function splitPhrases(text: string): readonly string[] {
	return text
		.replaceAll(" ", "\u00a0")
		.split(/(?<=[，；：。！？])|(?=（)|\u200b/)
		.filter((phrase) => phrase !== "");
}
