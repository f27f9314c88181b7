import { useState } from "preact/hooks";
import type { Devices, FilePut, FileTaken } from "../../../../core/contract/contract.ts";
import type { Words } from "../../../words/zh-CN/words.ts";
import { ask } from "../../call-main.ts";
import { useReader } from "../../reader.ts";
import { Outcome, type Told } from "../controls.tsx";
import type { SectionProps } from "../setup.tsx";
import { useDevices } from "../use-devices.ts";

type Volume = Devices["volumes"][number];

/** The way without a network, and what somebody who helps from afar asks for. */
export function StickSection({ bridge, state: { status } }: SectionProps) {
	const { words } = useReader();
	const text = words.service.stick;
	const { devices, isAsked } = useDevices(bridge);
	const [isWorking, setWorking] = useState(false);
	const [told, setTold] = useState<Told | null>(null);

	/** One thing at a time: a stick that is written and read at once is slow, and pulled out. */
	async function work(doIt: () => Promise<Told>): Promise<void> {
		setWorking(true);
		setTold({ is: "plain", text: text.working });
		setTold(await doIt());
		setWorking(false);
	}

	async function take(path: string): Promise<Told> {
		const answer = await ask(bridge, "takeFile", { path });
		return answer.kind === "answer" ? tellTaken(answer.output, words) : failed(words);
	}

	async function put(what: "putJournal" | "putDiagnostics", { path }: Volume): Promise<Told> {
		const answer = await ask(bridge, what, { volume: path });
		return answer.kind === "answer" ? tellPut(answer.output, what, words) : failed(words);
	}

	async function sync(): Promise<Told> {
		const answer = await ask(bridge, "syncNow", undefined);
		if (answer.kind === "none") return failed(words);
		const { net, unsent } = answer.output;
		return net === "hub" ? { is: "good", text: text.synced(unsent) } : { is: "bad", text: text.noNet };
	}

	return (
		<>
			<p class="service-lead">{text.lead}</p>
			<div class="service-try">
				<button type="button" disabled={isWorking} onClick={() => void work(sync)}>
					{text.sync}
				</button>
				<p>{text.unsent(status.unsent)}</p>
			</div>
			{isAsked && devices.volumes.length === 0 && (
				<p class="service-none">
					<b>{text.none}</b>
					{text.noneHint}
				</p>
			)}
			{devices.volumes.map((volume) => (
				<article key={volume.path} class="service-card">
					<h3>{text.volume(volume)}</h3>
					<div class="service-buttons">
						<button
							type="button"
							class="service-main"
							disabled={isWorking}
							onClick={() => void work(() => put("putJournal", volume))}
						>
							{text.putJournal}
						</button>
						<button type="button" disabled={isWorking} onClick={() => void work(() => put("putDiagnostics", volume))}>
							{text.putDiagnostics}
						</button>
					</div>
					{volume.files.length === 0 && <p class="service-lead">{text.noFiles}</p>}
					<ul class="service-list">
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
			<Outcome is={told?.is ?? "plain"}>{told?.text}</Outcome>
		</>
	);
}

type Closed = { readonly kind: "serviceClosed" };

function tellTaken(taken: FileTaken | Closed, { service }: Words): Told {
	const text = service.stick;
	switch (taken.kind) {
		case "taken":
			return { is: "good", text: taken.isNew ? text.taken(taken.days) : text.takenBefore };
		case "notTaken":
			return { is: "bad", text: text.notTaken[taken.why] };
		case "serviceClosed":
			return { is: "bad", text: service.closedMeanwhile };
	}
}

function tellPut(done: FilePut | Closed, what: "putJournal" | "putDiagnostics", { service }: Words): Told {
	const text = service.stick;
	switch (done.kind) {
		case "put":
			return { is: "good", text: what === "putJournal" ? text.put(done.name, done.lines) : text.putBundle(done.name) };
		case "notPut":
			return { is: "bad", text: text.notPut[done.why] };
		case "serviceClosed":
			return { is: "bad", text: service.closedMeanwhile };
	}
}

function failed({ service }: Words): Told {
	return { is: "bad", text: service.failed };
}
