import type { RecentScan } from "../../../../core/contract/contract.ts";
import { Arch, Cross, Seal, Tick, Undo } from "../../../ui/shapes.tsx";
import { isReason } from "../../../words/refusal-words.ts";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";

/** The last scans, newest first; voided ones are struck through, overrides are marked. */
export function RecentScans({ recent }: { readonly recent: readonly RecentScan[] }) {
	const { words } = useLocalization();
	const latest = recent.toSorted((a, b) => b.line - a.line);
	return (
		<section class="card recent">
			<h3>{words.side.recent}</h3>
			{latest.length === 0 && (
				<p class="recent-none">
					<Arch />
					{words.side.noRecent}
				</p>
			)}
			<ul hidden={latest.length === 0} data-spare>
				{latest.map((scan) => (
					<RecentScanRow key={scan.line} scan={scan} />
				))}
			</ul>
		</section>
	);
}

function RecentScanRow({ scan: { line, atMs, outcome } }: { readonly scan: RecentScan }) {
	const { words, language } = useLocalization();
	const isVoided = outcome.kind === "admitted" && outcome.isVoided;
	const isOverride = outcome.kind === "admitted" && outcome.isOverride;
	return (
		<li
			data-line={line}
			data-outcome={outcome.kind}
			data-voided={isVoided}
			data-override={isOverride}
			data-persons={outcome.kind === "admitted" ? outcome.persons : 0}
		>
			<time>{formatTime(atMs, language)}</time>
			{outcome.kind === "refused" ? <Cross /> : isVoided ? <Undo /> : isOverride ? <Seal /> : <Tick />}
			<span class="recent-words">
				{isVoided ? <s>{formatOutcome(outcome)}</s> : formatOutcome(outcome)}
				{isOverride && <em class="tag tag-override">{words.panels.overrideTag}</em>}
				{isVoided && <em class="tag tag-void">{words.panels.voidedTag}</em>}
			</span>
			<small>{words.side.line(line)}</small>
		</li>
	);

	function formatOutcome(of: RecentScan["outcome"]): string {
		if (of.kind === "admitted") return words.side.admittedOutcome(of.persons);
		return isReason(words.refusals, of.reason) ? words.refusals[of.reason].short : words.side.unknownRefusal;
	}
}
