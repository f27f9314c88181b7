import { useEffect, useState } from "preact/hooks";
import { useReader } from "../reader.ts";
import { useKeys } from "../use-keys.ts";
import { Choices, Field, Outcome } from "./controls.tsx";
import { Keypad } from "./keypad.tsx";
import type { SectionProps } from "./service.tsx";
import { useDevices } from "./use-devices.ts";

const rates = [9600, 19_200, 38_400, 115_200] as const;

/** The gun's prefix and the serial line, with a place to try both. */
export function ScannerSection({ bridge, state: { settings, serial }, change }: SectionProps) {
	const { words } = useReader();
	const text = words.service.scanner;
	const { devices } = useDevices(bridge);
	const [prefix, setPrefix] = useState(settings.gunPrefix ?? "");
	const [read, setRead] = useState("");
	useEffect(() => bridge.onScanned(setRead), [bridge]);
	useKeys((emission) => {
		if (emission.kind === "scan") setRead(emission.text);
	});
	const chosen = settings.serial;
	const ports = devices.serialPorts.map(({ path, name }) => ({ value: path, name }));
	const isListed = chosen === null || ports.some(({ value }) => value === chosen.path);
	return (
		<div class="service-columns">
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
						<Outcome is={serial.kind === "open" ? "good" : serial.kind === "trouble" ? "bad" : "plain"}>
							{serial.kind === "trouble"
								? `${text.states.trouble}：${text.troubles[serial.why]}`
								: text.states[serial.kind]}
						</Outcome>
					</>
				)}
			</div>
			<div>
				<Field
					id="gun-prefix"
					label={text.prefix}
					hint={text.prefixHint}
					value={prefix}
					onChange={(typed) => {
						const next = typed.replaceAll(/[^\x21-\x7e]/g, "").slice(0, 8);
						setPrefix(next);
						change({ gunPrefix: next === "" ? null : next });
					}}
				/>
				<Keypad letters />
				<p class="service-lead">{text.test}</p>
				<output class="service-read" data-read={read.length}>
					{read === "" ? text.nothing : read}
				</output>
			</div>
		</div>
	);
}
