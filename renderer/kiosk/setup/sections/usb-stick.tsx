import { useState } from "preact/hooks";
import type { Devices, ExportFileOutcome, ImportFileOutcome } from "../../../../core/contract/contract.ts";
import { describeHubTrouble } from "../../../words/network-words.ts";
import type { Words } from "../../../words/zh-CN/words.ts";
import { callMain } from "../../call-main.ts";
import { useLocalization } from "../../localization.ts";
import { type SectionProps, StatusLine, type StatusMessage } from "../controls.tsx";
import { useDevices } from "../use-devices.ts";

type Volume = Devices["volumes"][number];

/** Exchange with the hub without a network, and the diagnostics file for remote support. */
export function UsbStickSection({ bridge, state: { status } }: SectionProps) {
	const { words } = useLocalization();
	const text = words.setup.stick;
	const { devices, isAsked } = useDevices(bridge);
	const [isWorking, setWorking] = useState(false);
	const [message, setMessage] = useState<StatusMessage | null>(null);

	/** One task at a time: simultaneous reading and writing is slow, and the stick may be pulled out too early. */
	async function work(doIt: () => Promise<StatusMessage>): Promise<void> {
		setWorking(true);
		setMessage({ tone: "plain", text: text.working });
		setMessage(await doIt());
		setWorking(false);
	}

	async function take(path: string): Promise<StatusMessage> {
		const answer = await callMain(bridge, "takeFile", { path });
		return answer.kind === "answer" ? importMessageOf(answer.output, words) : failureMessage(words);
	}

	async function put(what: "putJournal" | "putDiagnostics", { path }: Volume): Promise<StatusMessage> {
		const answer = await callMain(bridge, what, { volume: path });
		return answer.kind === "answer" ? exportMessageOf(answer.output, what, words) : failureMessage(words);
	}

	async function sync(): Promise<StatusMessage> {
		const answer = await callMain(bridge, "syncNow", undefined);
		if (answer.kind === "none") return failureMessage(words);
		const { net, unsent, trouble } = answer.output;
		if (net === "hub") return { tone: "good", text: text.synced(unsent) };
		return { tone: "bad", text: text.noNet(describeHubTrouble(trouble ?? "unreachable", words)) };
	}

	return (
		<>
			<p class="setup-lead">{text.lead}</p>
			<div class="setup-try">
				<button type="button" disabled={isWorking} onClick={() => void work(sync)}>
					{text.sync}
				</button>
				<p>{text.unsent(status.unsent)}</p>
			</div>
			{isAsked && devices.volumes.length === 0 && (
				<p class="setup-none">
					<b>{text.none}</b>
					{text.noneHint}
				</p>
			)}
			{devices.volumes.map((volume) => (
				<article key={volume.path} class="setup-card">
					<h3>{text.volume(volume)}</h3>
					<div class="setup-buttons">
						<button
							type="button"
							class="setup-main"
							disabled={isWorking}
							onClick={() => void work(() => put("putJournal", volume))}
						>
							{text.putJournal}
						</button>
						<button type="button" disabled={isWorking} onClick={() => void work(() => put("putDiagnostics", volume))}>
							{text.putDiagnostics}
						</button>
					</div>
					{volume.files.length === 0 && <p class="setup-lead">{text.noFiles}</p>}
					<ul class="setup-list">
						{volume.files.map((name) => (
							<li key={name}>
								<span>{name}</span>
								<button
									type="button"
									disabled={isWorking}
									onClick={() => void work(() => take(`${volume.path}/${name}`))}
								>
									{text.take}
								</button>
							</li>
						))}
					</ul>
				</article>
			))}
			<StatusLine is={message?.tone ?? "plain"}>{message?.text}</StatusLine>
		</>
	);
}

type SetupClosed = { readonly kind: "setupClosed" };

function importMessageOf(taken: ImportFileOutcome | SetupClosed, { setup }: Words): StatusMessage {
	const text = setup.stick;
	switch (taken.kind) {
		case "taken":
			return { tone: "good", text: taken.isNew ? text.taken(taken.days) : text.takenBefore };
		case "notTaken":
			return { tone: "bad", text: text.notTaken[taken.why] };
		case "setupClosed":
			return { tone: "bad", text: setup.closedMeanwhile };
	}
}

function exportMessageOf(
	done: ExportFileOutcome | SetupClosed,
	what: "putJournal" | "putDiagnostics",
	{ setup }: Words,
): StatusMessage {
	const text = setup.stick;
	switch (done.kind) {
		case "put":
			return {
				tone: "good",
				text: what === "putJournal" ? text.put(done.name, done.lines) : text.putBundle(done.name),
			};
		case "notPut":
			return {
				tone: "bad",
				text: done.why === "volumeFull" ? text.full(formatSize(done.neededBytes)) : text.notPut[done.why],
			};
		case "setupClosed":
			return { tone: "bad", text: setup.closedMeanwhile };
	}
}

/** In megabytes of a million bytes, rounded up, as sticks are sold. */
function formatSize(bytes: number): string {
	return `${Math.max(0.1, Math.ceil(bytes / 100_000) / 10)} MB`;
}

function failureMessage({ setup }: Words): StatusMessage {
	return { tone: "bad", text: setup.failed };
}
