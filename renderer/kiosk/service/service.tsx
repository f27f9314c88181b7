import { useState } from "preact/hooks";
import type { Bridge } from "../../../core/contract.ts";
import type { Settings } from "../../../core/settings.ts";
import type { ServiceSection } from "../../words/service.zh-CN.ts";
import { ask } from "../ask.ts";
import { useReader } from "../reader.ts";
import type { ReadyState } from "../screens/counter.tsx";
import { useNow } from "../use-now.ts";
import { CameraSection } from "./camera.tsx";
import { Outcome } from "./controls.tsx";
import { ServiceDoor } from "./door.tsx";
import { LeaveSection } from "./leave.tsx";
import { PrinterSection } from "./printer.tsx";
import { ScannerSection } from "./scanner.tsx";
import { StickSection } from "./stick.tsx";
import { SupervisorsSection } from "./supervisors.tsx";
import { UseSection } from "./use.tsx";

type ServiceProps = {
	readonly bridge: Bridge;
	readonly state: ReadyState;
	readonly aheadMs: number;
	readonly onClose: () => void;
};

export type SectionProps = {
	readonly bridge: Bridge;
	readonly state: ReadyState;
	/** Saves at once; what was chosen can as easily be chosen back. */
	readonly change: (part: Partial<Settings>) => void;
};

const sections = ["use", "camera", "scanner", "printer", "stick", "supervisors", "leave"] as const;

/** Set-up, behind a supervisor's PIN: the same for a counter and a kiosk, by touch and by keyboard. */
export function ServiceScreen({ bridge, state, aheadMs, onClose }: ServiceProps) {
	const { words } = useReader();
	const nowMs = useNow(aheadMs);
	const [section, setSection] = useState<ServiceSection>("use");
	const [saved, setSaved] = useState<"saved" | "notSaved" | null>(null);

	async function change(part: Partial<Settings>): Promise<void> {
		const answer = await ask(bridge, "changeSettings", { ...state.settings, ...part });
		setSaved(answer.kind === "answer" && answer.output.kind === "noted" ? "saved" : "notSaved");
	}

	function close(): void {
		void ask(bridge, "closeService", undefined);
		onClose();
	}

	function show(next: ServiceSection): void {
		setSaved(null);
		setSection(next);
	}

	if (state.service === null) return <ServiceDoor bridge={bridge} state={state} nowMs={nowMs} onCancel={onClose} />;
	const props: SectionProps = { bridge, state, change: (part) => void change(part) };
	return (
		<main class="service" data-screen="service" data-service="open" data-section={section}>
			<nav class="service-nav" aria-label={words.service.title}>
				<h1>{words.service.title}</h1>
				{sections.map((one) => (
					<button key={one} type="button" aria-current={one === section ? "page" : undefined} onClick={() => show(one)}>
						{words.service.sections[one]}
					</button>
				))}
				<button type="button" class="service-main" onClick={close}>
					{words.service.close}
				</button>
			</nav>
			<section class="service-body" key={section} aria-label={words.service.sections[section]}>
				<h2>{words.service.sections[section]}</h2>
				<Section section={section} {...props} />
				<Outcome is={saved === "notSaved" ? "bad" : "good"}>{saved !== null && words.service[saved]}</Outcome>
			</section>
		</main>
	);
}

function Section({ section, ...props }: SectionProps & { readonly section: ServiceSection }) {
	switch (section) {
		case "use":
			return <UseSection {...props} />;
		case "camera":
			return <CameraSection {...props} />;
		case "scanner":
			return <ScannerSection {...props} />;
		case "printer":
			return <PrinterSection {...props} />;
		case "stick":
			return <StickSection {...props} />;
		case "supervisors":
			return <SupervisorsSection {...props} />;
		case "leave":
			return <LeaveSection {...props} />;
	}
}
