import type { SerialScannerStatus } from "../../../../core/contract/contract.ts";
import { Settings } from "../../../../core/contract/settings.ts";
import type { Words } from "../../../words/zh-CN/words.ts";
import { useLocalization } from "../../localization.ts";
import { readPrefix } from "../../scan/gun-prefix.ts";
import { ChoiceGroup, SavedField, type SectionProps, StatusLine, type StatusMessage } from "../controls.tsx";
import { useDevices } from "../use-devices.ts";
import { ScanTest } from "./scan-test.tsx";

const baudRates = [9600, 19_200, 38_400, 115_200] as const;

/** The gun's prefix and the serial line, with a scan test for both. */
export function ScannerSection({ bridge, state: { settings, serial }, change, rejectInput, lastScan }: SectionProps) {
	const { words } = useLocalization();
	const text = words.setup.scanner;
	const { devices } = useDevices(bridge);
	const chosen = settings.serial;
	const ports = devices.serialPorts.map(({ path, name }) => ({ value: path, name }));
	const isListed = chosen === null || ports.some(({ value }) => value === chosen.path);
	const line = serialMessageOf(serial, words);

	function keepPrefix(typed: string): boolean {
		const read = Settings.shape.gunPrefix.safeParse(typed === "" ? null : typed);
		const isFit = read.success && readPrefix(typed) !== null;
		if (isFit) change({ gunPrefix: read.data });
		else rejectInput();
		return isFit;
	}

	return (
		<div class="setup-columns">
			<div>
				<h3>{text.test}</h3>
				<ScanTest lastScan={lastScan} />
				<SavedField
					id="gun-prefix"
					label={text.prefix}
					hint={text.prefixHint}
					savedValue={settings.gunPrefix ?? ""}
					onSave={keepPrefix}
				/>
			</div>
			<div>
				<ChoiceGroup<string | null>
					legend={text.line}
					of={[
						{ value: null, name: text.none },
						...ports,
						...(isListed ? [] : [{ value: chosen.path, name: chosen.path }]),
					]}
					chosen={chosen?.path ?? null}
					onChoose={(path) =>
						change({ serial: path === null ? null : { path, baudRate: chosen?.baudRate ?? baudRates[0] } })
					}
				/>
				{chosen !== null && (
					<>
						<ChoiceGroup<number>
							legend={text.baudRate}
							of={baudRates.map((value) => ({ value, name: String(value) }))}
							chosen={chosen.baudRate}
							onChoose={(baudRate) => change({ serial: { ...chosen, baudRate } })}
						/>
						<StatusLine is={line.tone}>{line.text}</StatusLine>
					</>
				)}
			</div>
		</div>
	);
}

function serialMessageOf(serial: SerialScannerStatus, { setup: { scanner } }: Words): StatusMessage {
	switch (serial.kind) {
		case "off":
		case "opening":
			return { tone: "plain", text: scanner.states[serial.kind] };
		case "open":
			return { tone: "good", text: scanner.states.open };
		case "trouble":
			return { tone: "bad", text: scanner.troubles[serial.why] };
	}
}
