import type { SerialShown } from "../../../../core/contract/contract.ts";
import { Settings } from "../../../../core/contract/settings.ts";
import type { Words } from "../../../words/zh-CN/words.ts";
import { useReader } from "../../reader.ts";
import { readPrefix } from "../../scan/gun-prefix.ts";
import { Choices, KeptField, Outcome, type Told } from "../controls.tsx";
import type { SectionProps } from "../setup.tsx";
import { useDevices } from "../use-devices.ts";
import { ScanTest } from "./scan-test.tsx";

const rates = [9600, 19_200, 38_400, 115_200] as const;

/** The gun's prefix and the serial line, with a place to try both. */
export function ScannerSection({ bridge, state: { settings, serial }, change, refuse, tried }: SectionProps) {
	const { words } = useReader();
	const text = words.service.scanner;
	const { devices } = useDevices(bridge);
	const chosen = settings.serial;
	const ports = devices.serialPorts.map(({ path, name }) => ({ value: path, name }));
	const isListed = chosen === null || ports.some(({ value }) => value === chosen.path);
	const line = tellLine(serial, words);

	function keepPrefix(typed: string): boolean {
		const read = Settings.shape.gunPrefix.safeParse(typed === "" ? null : typed);
		const isFit = read.success && readPrefix(typed) !== null;
		if (isFit) change({ gunPrefix: read.data });
		else refuse();
		return isFit;
	}

	return (
		<div class="service-columns">
			<div>
				<h3>{text.test}</h3>
				<ScanTest tried={tried} />
				<KeptField
					id="gun-prefix"
					label={text.prefix}
					hint={text.prefixHint}
					kept={settings.gunPrefix ?? ""}
					onKeep={keepPrefix}
				/>
			</div>
			<div>
				<Choices<string | null>
					legend={text.line}
					of={[
						{ value: null, name: text.none },
						...ports,
						...(isListed ? [] : [{ value: chosen.path, name: chosen.path }]),
					]}
					chosen={chosen?.path ?? null}
					onChoose={(path) =>
						change({ serial: path === null ? null : { path, baudRate: chosen?.baudRate ?? rates[0] } })
					}
				/>
				{chosen !== null && (
					<>
						<Choices<number>
							legend={text.baudRate}
							of={rates.map((value) => ({ value, name: String(value) }))}
							chosen={chosen.baudRate}
							onChoose={(baudRate) => change({ serial: { ...chosen, baudRate } })}
						/>
						<Outcome is={line.is}>{line.text}</Outcome>
					</>
				)}
			</div>
		</div>
	);
}

function tellLine(serial: SerialShown, { service: { scanner } }: Words): Told {
	switch (serial.kind) {
		case "off":
		case "opening":
			return { is: "plain", text: scanner.states[serial.kind] };
		case "open":
			return { is: "good", text: scanner.states.open };
		case "trouble":
			return { is: "bad", text: scanner.troubles[serial.why] };
	}
}
