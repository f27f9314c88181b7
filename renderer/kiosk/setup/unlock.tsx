import { useEffect, useState } from "preact/hooks";
import { Pin } from "../../../core/admission/pin.ts";
import type { Bridge, PinRefusal } from "../../../core/contract/contract.ts";
import type { ReadyState } from "../../../core/contract/kioskState.ts";
import { StaffId } from "../../../core/identity.ts";
import { ceilToMinute, formatMoment } from "../../words/time-format.ts";
import { callMain } from "../call-main.ts";
import { useLocalization } from "../localization.ts";
import { ChoiceGroup, StatusLine, TextField } from "./controls.tsx";
import { DigitKeys } from "./on-screen-keyboard.tsx";

type SetupUnlockProps = {
	readonly bridge: Bridge;
	readonly state: ReadyState;
	readonly nowMs: number;
	readonly onCancel: () => void;
};

/** Without input for this long, the page closes: whoever came here by mistake has gone. */
const unlockTimeoutMs = 60_000;

/** Asks for a supervisor and the PIN before set-up opens. */
export function SetupUnlock({ bridge, state, nowMs, onCancel }: SetupUnlockProps) {
	const { words } = useLocalization();
	const [staff, setStaff] = useState<string>(state.supervisors[0] ?? "");
	const [pin, setPin] = useState("");
	const [field, setField] = useState<HTMLInputElement | null>(null);
	const [isChecking, setChecking] = useState(false);
	const [refusal, setRefusal] = useState<PinRefusal | "failed" | null>(null);
	const isLocked = state.pinLockedUntilMs !== null && state.pinLockedUntilMs > nowMs;
	useEffect(() => field?.focus(), [field]);
	useEffect(() => {
		const timer = setTimeout(onCancel, unlockTimeoutMs);
		return () => clearTimeout(timer);
	}, [staff, pin, refusal]);

	async function open(): Promise<void> {
		const by = { staff: StaffId.safeParse(staff).data, pin: Pin.safeParse(pin).data };
		if (isChecking || isLocked || by.staff === undefined || by.pin === undefined) return;
		setChecking(true);
		const answer = await callMain(bridge, "openSetup", { by: { staff: by.staff, pin: by.pin } });
		setChecking(false);
		setPin("");
		if (answer.kind === "none") setRefusal("failed");
		else setRefusal(answer.output.kind === "pinRefused" ? answer.output : null);
	}

	return (
		<main class="setup setup-door" data-screen="setup" data-setup="closed">
			<form
				onSubmit={(event) => {
					event.preventDefault();
					void open();
				}}
			>
				<header>
					<h1>{words.setup.title}</h1>
					<p class="setup-lead">{words.setup.door.lead}</p>
				</header>
				<div class="door-fields">
					<ChoiceGroup
						legend={words.setup.door.staff}
						of={state.supervisors.map((value) => ({ value: String(value), name: value }))}
						chosen={staff}
						onChoose={(value) => {
							setStaff(value);
							field?.focus();
						}}
					/>
					<TextField
						id="setup-pin"
						label={words.setup.door.pin}
						value={pin}
						onChange={(text) => setPin(text.replaceAll(/\D/g, "").slice(0, 12))}
						isSecret
						isNumeric
						inputRef={setField}
					/>
					<UnlockRefusal refusal={refusal} lockedUntilMs={isLocked ? state.pinLockedUntilMs : null} nowMs={nowMs} />
				</div>
				<DigitKeys field={field} />
				<div class="setup-buttons">
					<button type="button" onClick={onCancel}>
						{words.setup.door.cancel}
					</button>
					<button type="submit" class="setup-main" disabled={isChecking || isLocked || pin === ""}>
						{isChecking ? words.setup.door.checking : words.setup.door.open}
					</button>
				</div>
			</form>
		</main>
	);
}

type UnlockRefusalProps = {
	readonly refusal: PinRefusal | "failed" | null;
	readonly lockedUntilMs: number | null;
	readonly nowMs: number;
};

function UnlockRefusal({ refusal, lockedUntilMs, nowMs }: UnlockRefusalProps) {
	const { words, language } = useLocalization();
	if (lockedUntilMs !== null) {
		const time = formatMoment(ceilToMinute(lockedUntilMs), nowMs, language);
		return <StatusLine is="bad">{words.setup.door.locked(time)}</StatusLine>;
	}
	if (refusal === "failed") return <StatusLine is="bad">{words.setup.door.failed}</StatusLine>;
	return <StatusLine is="bad">{refusal?.why === "wrong" && words.setup.door.wrong(refusal)}</StatusLine>;
}
