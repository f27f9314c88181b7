import { useState } from "preact/hooks";
import type { Devices, FilePut, FileTaken } from "../../../core/contract.ts";
import { ask } from "../ask.ts";
import { useReader } from "../reader.ts";
import { Outcome } from "./controls.tsx";
import type { SectionProps } from "./service.tsx";
import { useDevices } from "./use-devices.ts";

type Told = { readonly is: "good" | "bad" | "plain"; readonly text: string };
type Volume = Devices["volumes"][number];

/** The way without a network, and what somebody who helps from afar asks for. */
export function StickSection({ bridge, state }: SectionProps) {
	const { words } = useReader();
	const text = words.service.stick;
	const { devices, refresh } = useDevices(bridge);
	const [told, setTold] = useState<Told | null>(null);

	async function take(path: string): Promise<void> {
		setTold({ is: "plain", text: text.working });
		const answer = await ask(bridge, "takeFile", { path });
		setTold(answer.kind === "answer" ? tellTaken(answer.output) : failed());
	}

	async function put(what: "putJournal" | "putDiagnostics", { path }: Volume): Promise<void> {
		setTold({ is: "plain", text: text.working });
		const answer = await ask(bridge, what, { volume: path });
		setTold(answer.kind === "answer" ? tellPut(answer.output, what) : failed());
		refresh();
	}

	function tellTaken(taken: FileTaken | { readonly kind: "serviceClosed" }): Told {
		switch (taken.kind) {
			case "taken":
				return { is: "good", text: taken.isNew ? text.taken(taken.days.join("、")) : text.takenBefore };
			case "notTaken":
				return { is: "bad", text: text.notTaken[taken.why] };
			case "serviceClosed":
				return { is: "bad", text: words.service.closedMeanwhile };
		}
	}

	function tellPut(done: FilePut | { readonly kind: "serviceClosed" }, what: "putJournal" | "putDiagnostics"): Told {
		switch (done.kind) {
			case "put":
				return {
					is: "good",
					text: what === "putJournal" ? text.put(done.name, done.lines) : text.putBundle(done.name),
				};
			case "notPut":
				return { is: "bad", text: text.notPut[done.why] };
			case "serviceClosed":
				return { is: "bad", text: words.service.closedMeanwhile };
		}
	}

	function failed(): Told {
		return { is: "bad", text: words.service.notSaved };
	}

	return (
		<>
			<p class="service-lead">{text.lead}</p>
			<div class="service-buttons">
				<button type="button" onClick={refresh}>
					{text.refresh}
				</button>
				<button type="button" onClick={() => void ask(bridge, "syncNow", undefined)}>
					{text.sync}
				</button>
				<span class="service-unsent">{text.unsent(state.status.unsent)}</span>
			</div>
			{devices.volumes.length === 0 && (
				<p class="service-none">
					<b>{text.none}</b>
					{text.noneHint}
				</p>
			)}
			{devices.volumes.map((volume) => (
				<article key={volume.path} class="service-volume-card">
					<h3>{text.volume(volume)}</h3>
					{volume.files.length === 0 && <p>{text.noFiles}</p>}
					<ul class="service-list">
						{volume.files.map((name) => (
							<li key={name}>
								<b>{name}</b>
								<button type="button" onClick={() => void take(`${volume.path}/${name}`)}>
									{text.take}
								</button>
							</li>
						))}
					</ul>
					<div class="service-buttons">
						<button type="button" class="service-main" onClick={() => void put("putJournal", volume)}>
							{text.putJournal}
						</button>
						<button type="button" onClick={() => void put("putDiagnostics", volume)}>
							{text.putDiagnostics}
						</button>
					</div>
				</article>
			))}
			<Outcome is={told?.is ?? "plain"}>{told?.text}</Outcome>
		</>
	);
}
