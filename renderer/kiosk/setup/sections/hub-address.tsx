import { useState } from "preact/hooks";
import type { ChangeHubOutcome } from "../../../../core/contract/contract.ts";
import { describeHubTrouble, isUnreached } from "../../../words/network-words.ts";
import type { Words } from "../../../words/zh-CN/words.ts";
import { callMain } from "../../call-main.ts";
import { useLocalization } from "../../localization.ts";
import { type SectionProps, StatusLine, type StatusMessage, TextField } from "../controls.tsx";

/** The hub's address, for a hub that has moved, and whether it is reached. */
export function HubAddressSection({ bridge, state }: SectionProps) {
	const { words } = useLocalization();
	const text = words.network.address;
	const [address, setAddress] = useState("");
	const [isChecking, setChecking] = useState(false);
	const [message, setMessage] = useState<StatusMessage | null>(null);
	const shown = message ?? linkMessageOf(state.status.trouble, words);

	async function change(): Promise<void> {
		setChecking(true);
		setMessage({ tone: "plain", text: text.checking });
		const answer = await callMain(bridge, "changeHub", { address: address.slice(0, 512) });
		setChecking(false);
		if (answer.kind === "none") setMessage({ tone: "bad", text: words.setup.failed });
		else if (answer.output.kind === "setupClosed") setMessage({ tone: "bad", text: words.setup.closedMeanwhile });
		else setMessage(outcomeMessageOf(answer.output, words));
	}

	return (
		<>
			<p class="setup-lead">{text.lead}</p>
			<p>
				{text.now} <b data-hub>{state.hub}</b>
			</p>
			<TextField id="hub-address" label={text.field} value={address} onChange={setAddress} />
			<div class="setup-try">
				<button
					type="button"
					class="setup-main"
					disabled={isChecking || address.trim() === ""}
					onClick={() => void change()}
				>
					{text.check}
				</button>
				<StatusLine is={shown.tone}>{shown.text}</StatusLine>
			</div>
		</>
	);
}

function linkMessageOf(trouble: SectionProps["state"]["status"]["trouble"], words: Words): StatusMessage {
	if (trouble === null) return { tone: "plain", text: "" };
	const remedy = isUnreached(trouble) ? words.network.causes[trouble].remedy : "";
	return { tone: "bad", text: [describeHubTrouble(trouble, words), remedy].filter(Boolean).join(" — ") };
}

function outcomeMessageOf(outcome: ChangeHubOutcome, words: Words): StatusMessage {
	const { address, causes } = words.network;
	if (outcome.kind === "changed") return { tone: "good", text: address.changed };
	const { why } = outcome;
	return { tone: "bad", text: isUnreached(why) ? causes[why].line : address.notChanged[why] };
}
