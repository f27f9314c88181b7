import { useState } from "preact/hooks";
import { Pin } from "../../../../core/admission/pin.ts";
import type { SupervisorOutcome } from "../../../../core/contract/contract.ts";
import { StaffId } from "../../../../core/identity.ts";
import { callMain } from "../../call-main.ts";
import { useLocalization } from "../../localization.ts";
import { type SectionProps, StatusLine, type StatusMessage, TextField } from "../controls.tsx";

export function SupervisorsSection({ bridge, state }: SectionProps) {
	const { words } = useLocalization();
	const { notSet, ...text } = words.setup.supervisors;
	const [staff, setStaff] = useState("");
	const [pin, setPin] = useState("");
	const [again, setAgain] = useState("");
	const [going, setGoing] = useState<StaffId | null>(null);
	const [message, setMessage] = useState<StatusMessage | null>(null);
	const digits = (typed: string) => typed.replaceAll(/\D/g, "").slice(0, 12);
	const isKnown = state.supervisors.some((one) => one === staff);

	async function set(name: StaffId, newPin: string | null): Promise<void> {
		const answer = await callMain(bridge, "setSupervisor", { staff: name, pin: newPin, by: null });
		const outcome: SupervisorOutcome =
			answer.kind === "answer" ? answer.output : { kind: "notSet", why: "notRecorded" };
		switch (outcome.kind) {
			case "set":
				setMessage({ tone: "good", text: newPin === null ? text.removed(name) : text.done(name) });
				for (const clear of [setStaff, setPin, setAgain]) clear("");
				return;
			case "notSet":
				return setMessage({ tone: "bad", text: notSet[outcome.why] });
			case "pinRefused":
				return setMessage({ tone: "bad", text: words.setup.closedMeanwhile });
		}
	}

	function submit(event: Event): void {
		event.preventDefault();
		const name = StaffId.safeParse(staff.trim());
		if (!name.success) setMessage({ tone: "bad", text: text.noStaff });
		else if (!Pin.safeParse(pin).success) setMessage({ tone: "bad", text: notSet.short });
		else if (pin === again) void set(name.data, pin);
		else setMessage({ tone: "bad", text: text.different });
	}

	return (
		<div class="setup-columns">
			<div>
				<p class="setup-lead">{text.lead}</p>
				<ul class="setup-list">
					{state.supervisors.map((one) => (
						<li key={one} data-supervisor={one}>
							<b>{one}</b>
							{going === one ? (
								<>
									<button
										type="button"
										class="setup-grave"
										onClick={() => {
											setGoing(null);
											void set(one, null);
										}}
									>
										{text.sure}
									</button>
									<button type="button" onClick={() => setGoing(null)}>
										{text.stay}
									</button>
								</>
							) : (
								<>
									<button
										type="button"
										onClick={() => {
											setStaff(one);
											document.getElementById("new-pin")?.focus();
										}}
									>
										{text.change}
									</button>
									<button type="button" onClick={() => setGoing(one)} disabled={state.supervisors.length === 1}>
										{text.remove}
									</button>
								</>
							)}
						</li>
					))}
				</ul>
			</div>
			<form onSubmit={submit}>
				<h3>{isKnown ? text.changeOf(staff) : text.add}</h3>
				<TextField id="new-staff" label={text.staff} value={staff} onChange={(typed) => setStaff(typed.slice(0, 12))} />
				<TextField
					id="new-pin"
					label={text.pin}
					value={pin}
					onChange={(typed) => setPin(digits(typed))}
					isSecret
					isNumeric
				/>
				<TextField
					id="new-again"
					label={text.again}
					value={again}
					onChange={(typed) => setAgain(digits(typed))}
					isSecret
					isNumeric
				/>
				<button type="submit" class="setup-main" disabled={staff === "" || pin === "" || again === ""}>
					{text.set}
				</button>
				<StatusLine is={message?.tone ?? "plain"}>{message?.text}</StatusLine>
			</form>
		</div>
	);
}
