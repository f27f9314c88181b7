import { useEffect, useRef, useState } from "preact/hooks";
import type { Bridge } from "../../../core/contract/contract.ts";
import type { ReadyState } from "../../../core/contract/kioskState.ts";
import type { Settings } from "../../../core/contract/settings.ts";
import type { SetupSection } from "../../words/zh-CN/setup.ts";
import { callMain } from "../call-main.ts";
import { useLocalization } from "../localization.ts";
import type { ScanTestInput } from "../scan/scan-test.ts";
import { useNow } from "../use-now.ts";
import { type SectionProps, StatusLine, type StatusMessage } from "./controls.tsx";
import { OnScreenKeyboard } from "./on-screen-keyboard.tsx";
import { CameraSection } from "./sections/camera.tsx";
import { HubAddressSection } from "./sections/hub-address.tsx";
import { KioskModeSection } from "./sections/kiosk-mode.tsx";
import { LeaveSection } from "./sections/leave.tsx";
import { PrinterSection } from "./sections/printer.tsx";
import { ScannerSection } from "./sections/scanner.tsx";
import { SupervisorsSection } from "./sections/supervisors.tsx";
import { TimeSection } from "./sections/time.tsx";
import { UsbStickSection } from "./sections/usb-stick.tsx";
import { SetupUnlock } from "./unlock.tsx";
import { useSetupKeys } from "./use-setup-keys.ts";

type SetupScreenProps = {
	readonly bridge: Bridge;
	readonly state: ReadyState;
	readonly aheadMs: number;
	readonly onClose: () => void;
};

const sections = ["use", "camera", "scanner", "printer", "stick", "supervisors", "hub", "time", "leave"] as const;

/** Set-up, behind a supervisor's PIN: the same for a counter and a kiosk, by touch and by keyboard. */
export function SetupScreen({ bridge, state, aheadMs, onClose }: SetupScreenProps) {
	const nowMs = useNow(aheadMs);
	const isOpen = state.setupOpenedBy !== null;
	const wasOpen = useRef(isOpen);
	const [lastScan, setLastScan] = useState<ScanTestInput | null>(null);
	useEffect(() => bridge.onScanned((text) => setLastScan({ source: "serial", text })), [bridge]);
	useSetupKeys({ onScan: setLastScan, onEscape: close, gunPrefix: state.settings.gunPrefix });
	// Main closes set-up after a time without input; the page leaves it then, too.
	useEffect(() => {
		if (wasOpen.current && !isOpen) onClose();
		wasOpen.current = isOpen;
	}, [isOpen]);

	function close(): void {
		if (isOpen) void callMain(bridge, "closeSetup", undefined);
		onClose();
	}

	if (!isOpen) return <SetupUnlock bridge={bridge} state={state} nowMs={nowMs} onCancel={onClose} />;
	return <UnlockedSetup bridge={bridge} state={state} lastScan={lastScan} onClose={close} />;
}

type UnlockedSetupProps = Pick<SectionProps, "bridge" | "state" | "lastScan"> & { readonly onClose: () => void };

function UnlockedSetup({ bridge, state, lastScan, onClose }: UnlockedSetupProps) {
	const { words } = useLocalization();
	const [section, setSection] = useState<SetupSection>("use");
	const [message, setMessage] = useState<StatusMessage | null>(null);
	const [field, setField] = useState<HTMLInputElement | null>(null);
	// Two quick changes: the second builds on the first, and not on main's last state.
	const settings = useRef(state.settings);
	useEffect(() => {
		settings.current = state.settings;
	}, [state.settings]);
	useEffect(() => {
		field?.scrollIntoView({ block: "center" });
	}, [field]);

	async function change(part: Partial<Settings>): Promise<void> {
		settings.current = { ...settings.current, ...part };
		const answer = await callMain(bridge, "changeSettings", settings.current);
		const isSaved = answer.kind === "answer" && answer.output.kind === "noted";
		if (!isSaved) settings.current = state.settings;
		setMessage(isSaved ? { tone: "good", text: words.setup.saved } : { tone: "bad", text: words.setup.notSaved });
	}

	function show(next: SetupSection): void {
		setMessage(null);
		setField(null);
		setSection(next);
	}

	const props: SectionProps = {
		bridge,
		state,
		lastScan,
		change: (part) => void change(part),
		rejectInput: () => setMessage({ tone: "bad", text: words.setup.unfit }),
	};
	return (
		<main class="setup" data-screen="setup" data-setup="open" data-section={section}>
			<nav class="setup-nav" aria-label={words.setup.title}>
				<h1>
					{words.setup.title}
					<small>{state.label}</small>
				</h1>
				{sections.map((one) => (
					<button
						key={one}
						type="button"
						data-to={one}
						aria-current={one === section ? "page" : undefined}
						onClick={() => show(one)}
					>
						{words.setup.sections[one]}
					</button>
				))}
				<button type="button" class="setup-close" onClick={onClose}>
					{words.setup.close}
				</button>
			</nav>
			<section
				class="setup-body"
				key={section}
				aria-label={words.setup.sections[section]}
				onFocusIn={({ target }) => target instanceof HTMLInputElement && setField(target)}
				// Not when a button takes the focus: the layout change would move the button away from the finger.
				onFocusOut={({ relatedTarget }) => relatedTarget === null && setField(null)}
			>
				<header>
					<h2>{words.setup.sections[section]}</h2>
					<StatusLine is={message?.tone ?? "plain"}>{message?.text}</StatusLine>
				</header>
				<Section section={section} {...props} />
			</section>
			{field?.isConnected && (
				<aside class="setup-dock" aria-label={words.setup.keypad.title}>
					<OnScreenKeyboard field={field} onDone={() => setField(null)} />
				</aside>
			)}
		</main>
	);
}

function Section({ section, ...props }: SectionProps & { readonly section: SetupSection }) {
	switch (section) {
		case "use":
			return <KioskModeSection {...props} />;
		case "camera":
			return <CameraSection {...props} />;
		case "scanner":
			return <ScannerSection {...props} />;
		case "printer":
			return <PrinterSection {...props} />;
		case "stick":
			return <UsbStickSection {...props} />;
		case "supervisors":
			return <SupervisorsSection {...props} />;
		case "hub":
			return <HubAddressSection {...props} />;
		case "time":
			return <TimeSection {...props} />;
		case "leave":
			return <LeaveSection {...props} />;
	}
}
