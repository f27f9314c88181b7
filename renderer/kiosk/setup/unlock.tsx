import { useEffect, useState } from "preact/hooks";
import { Pin } from "../../../core/admission/pin.ts";
import type { Bridge, PinRefusal } from "../../../core/contract/contract.ts";
import { StaffId } from "../../../core/identity.ts";
import { tellMoment, wholeMinute } from "../../words/moment.ts";
import { ask } from "../call-main.ts";
import { useReader } from "../reader.ts";
import type { ReadyState } from "../screens/counter.tsx";
import { Choices, Field, Outcome } from "./controls.tsx";
import { Digits } from "./keypad.tsx";

type DoorProps = {
	readonly bridge: Bridge;
	readonly state: ReadyState;
	readonly nowMs: number;
	readonly onCancel: () => void;
};

/** Whoever came here by mistake has gone; the next person is a member. */
const idleMs = 60_000;

/** Before set-up: which supervisor, and the PIN. */
export function ServiceDoor({ bridge, state, nowMs, onCancel }: DoorProps) {
	const { words } = useReader();
	const [staff, setStaff] = useState<string>(state.supervisors[0] ?? "");
	const [pin, setPin] = useState("");
	const [field, setField] = useState<HTMLInputElement | null>(null);
	const [isChecking, setChecking] = useState(false);
	const [refusal, setRefusal] = useState<PinRefusal | "failed" | null>(null);
	const isLocked = state.pinLockedUntilMs !== null && state.pinLockedUntilMs > nowMs;
	useEffect(() => field?.focus(), [field]);
	useEffect(() => {
		const timer = setTimeout(onCancel, idleMs);
		return () => clearTimeout(timer);
	}, [staff, pin, refusal]);

	async function open(): Promise<void> {
		const by = { staff: StaffId.safeParse(staff).data, pin: Pin.safeParse(pin).data };
		if (isChecking || isLocked || by.staff === undefined || by.pin === undefined) return;
		setChecking(true);
		const answer = await ask(bridge, "openService", { by: { staff: by.staff, pin: by.pin } });
		setChecking(false);
		setPin("");
		if (answer.kind === "none") setRefusal("failed");
		else setRefusal(answer.output.kind === "pinRefused" ? answer.output : null);
	}

	return (
		<main class="service service-door" data-screen="service" data-service="closed">
			<form
				onSubmit={(event) => {
					event.preventDefault();
					void open();
				}}
			>
				<header>
					<h1>{words.service.title}</h1>
					<p class="service-lead">{words.service.door.lead}</p>
				</header>
				<div class="door-fields">
					<Choices
						legend={words.service.door.staff}
						of={state.supervisors.map((value) => ({ value: String(value), name: value }))}
						chosen={staff}
						onChoose={(value) => {
							setStaff(value);
							field?.focus();
						}}
					/>
					<Field
						id="service-pin"
						label={words.service.door.pin}
						value={pin}
						onChange={(text) => setPin(text.replaceAll(/\D/g, "").slice(0, 12))}
						isSecret
						isNumeric
						inputRef={setField}
					/>
					<Refused refusal={refusal} lockedUntilMs={isLocked ? state.pinLockedUntilMs : null} nowMs={nowMs} />
				</div>
				<Digits field={field} />
				<div class="service-buttons">
					<button type="button" onClick={onCancel}>
						{words.service.door.cancel}
					</button>
					<button type="submit" class="service-main" disabled={isChecking || isLocked || pin === ""}>
						{isChecking ? words.service.door.checking : words.service.door.open}
					</button>
				</div>
			</form>
		</main>
	);
}

type RefusedProps = {
	readonly refusal: PinRefusal | "failed" | null;
	readonly lockedUntilMs: number | null;
	readonly nowMs: number;
};

function Refused({ refusal, lockedUntilMs, nowMs }: RefusedProps) {
	const { words, language } = useReader();
	if (lockedUntilMs !== null) {
		const time = tellMoment(wholeMinute(lockedUntilMs), nowMs, language);
		return <Outcome is="bad">{words.service.door.locked(time)}</Outcome>;
	}
	if (refusal === "failed") return <Outcome is="bad">{words.service.door.failed}</Outcome>;
	return <Outcome is="bad">{refusal?.why === "wrong" && words.service.door.wrong(refusal)}</Outcome>;
}
