import { useState } from "preact/hooks";
import type { SupervisorOutcome } from "../../../core/contract.ts";
import { StaffId } from "../../../core/identity.ts";
import { Pin } from "../../../core/supervision.ts";
import { ask } from "../ask.ts";
import { useReader } from "../reader.ts";
import { Field, Outcome } from "./controls.tsx";
import { Keypad } from "./keypad.tsx";
import type { SectionProps } from "./service.tsx";

type Told = { readonly is: "good" | "bad"; readonly text: string };

export function SupervisorsSection({ bridge, state }: SectionProps) {
	const { words } = useReader();
	const { notSet, ...text } = words.service.supervisors;
	const [staff, setStaff] = useState("");
	const [pin, setPin] = useState("");
	const [again, setAgain] = useState("");
	const [told, setTold] = useState<Told | null>(null);
	const digits = (typed: string) => typed.replaceAll(/\D/g, "").slice(0, 12);

	async function put(name: string, newPin: string | null): Promise<void> {
		const staffId = StaffId.safeParse(name);
		if (!staffId.success || (newPin !== null && !Pin.safeParse(newPin).success)) {
			setTold({ is: "bad", text: notSet.short });
			return;
		}
		const answer = await ask(bridge, "setSupervisor", { staff: staffId.data, pin: newPin, by: null });
		const outcome: SupervisorOutcome =
			answer.kind === "answer" ? answer.output : { kind: "notSet", why: "notRecorded" };
		if (outcome.kind === "set") {
			setTold({ is: "good", text: newPin === null ? text.removed(name) : text.done(name) });
			for (const clear of [setStaff, setPin, setAgain]) clear("");
		} else setTold({ is: "bad", text: outcome.kind === "notSet" ? notSet[outcome.why] : notSet.consentNeeded });
	}

	function submit(event: Event): void {
		event.preventDefault();
		if (pin === again) void put(staff.trim(), pin);
		else setTold({ is: "bad", text: text.different });
	}

	return (
		<div class="service-columns">
			<div>
				<p class="service-lead">{text.lead}</p>
				<ul class="service-list">
					{state.supervisors.map((one) => (
						<li key={one}>
							<b>{one}</b>
							<button type="button" onClick={() => void put(one, null)} disabled={state.supervisors.length === 1}>
								{text.remove}
							</button>
						</li>
					))}
				</ul>
				<Outcome is={told?.is ?? "plain"}>{told?.text}</Outcome>
			</div>
			<form onSubmit={submit}>
				<h3>{text.add}</h3>
				<Field id="new-staff" label={text.staff} value={staff} onChange={(typed) => setStaff(typed.slice(0, 12))} />
				<Field
					id="new-pin"
					label={text.pin}
					value={pin}
					onChange={(typed) => setPin(digits(typed))}
					isSecret
					isNumeric
				/>
				<Field
					id="new-again"
					label={text.again}
					value={again}
					onChange={(typed) => setAgain(digits(typed))}
					isSecret
					isNumeric
				/>
				<Keypad />
				<button type="submit" class="service-main" disabled={staff === "" || pin === ""}>
					{text.set}
				</button>
			</form>
		</div>
	);
}
