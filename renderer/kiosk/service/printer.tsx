import { useState } from "preact/hooks";
import type { PrintTested } from "../../../core/contract.ts";
import type { PrinterConnection } from "../../../core/printer.ts";
import type { Settings } from "../../../core/settings.ts";
import { ask } from "../ask.ts";
import { useReader } from "../reader.ts";
import { Choices, Field, Outcome } from "./controls.tsx";
import { Keypad } from "./keypad.tsx";
import type { SectionProps } from "./service.tsx";
import { useDevices } from "./use-devices.ts";

const kinds = ["none", "tcp", "file", "system"] as const;

/** What a kind of printer begins with; what was set of the same kind stays. */
function connectionOf(kind: PrinterConnection["kind"], before: PrinterConnection): PrinterConnection {
	if (before.kind === kind) return before;
	switch (kind) {
		case "none":
			return { kind };
		case "tcp":
			return { kind, host: "192.168.1.100", port: 9100 };
		case "file":
			return { kind, path: "/dev/usb/lp0" };
		case "system":
			return { kind, name: null };
	}
}

export function PrinterSection({ bridge, state: { settings }, change }: SectionProps) {
	const { words } = useReader();
	const { kinds: names, troubles, ...text } = words.service.printer;
	const [test, setTest] = useState<PrintTested | "testing" | null>(null);

	async function printTest(): Promise<void> {
		setTest("testing");
		const answer = await ask(bridge, "testPrint", undefined);
		const isTested = answer.kind === "answer" && answer.output.kind !== "serviceClosed";
		setTest(isTested ? answer.output : { kind: "notPrinted", why: "error" });
	}

	return (
		<>
			<Choices
				legend={text.where}
				of={kinds.map((value) => ({ value, name: names[value] }))}
				chosen={settings.printer.kind}
				onChoose={(kind) => change({ printer: connectionOf(kind, settings.printer) })}
			/>
			<Connection
				key={settings.printer.kind}
				bridge={bridge}
				printer={settings.printer}
				onChange={(printer) => change({ printer })}
			/>
			{settings.printer.kind !== "none" && (
				<>
					<Choices
						legend={text.paper}
						of={([58, 80] as const satisfies readonly Settings["paper"][]).map((value) => ({
							value,
							name: text.mm(value),
						}))}
						chosen={settings.paper}
						onChoose={(paper) => change({ paper })}
					/>
					<div class="service-buttons">
						<button type="button" class="service-main" disabled={test === "testing"} onClick={() => void printTest()}>
							{test === "testing" ? text.testing : text.test}
						</button>
					</div>
					<Outcome is={test !== null && test !== "testing" && test.kind === "notPrinted" ? "bad" : "good"}>
						{test !== null && test !== "testing" && (test.kind === "printed" ? text.printed : troubles[test.why])}
					</Outcome>
				</>
			)}
		</>
	);
}

type ConnectionProps = Pick<SectionProps, "bridge"> & {
	readonly printer: PrinterConnection;
	readonly onChange: (printer: PrinterConnection) => void;
};

function Connection({ bridge, printer, onChange }: ConnectionProps) {
	const { words } = useReader();
	const text = words.service.printer;
	switch (printer.kind) {
		case "none":
			return null;
		case "tcp":
			return <TcpFields printer={printer} onChange={onChange} />;
		case "file":
			return (
				<>
					<Field
						id="printer-path"
						label={text.path}
						value={printer.path}
						onChange={(path) => path.trim() !== "" && onChange({ kind: "file", path: path.trim() })}
					/>
					<Keypad letters />
				</>
			);
		case "system":
			return (
				<SystemPrinters bridge={bridge} chosen={printer.name} onChoose={(name) => onChange({ kind: "system", name })} />
			);
	}
}

type TcpProps = {
	readonly printer: Extract<PrinterConnection, { kind: "tcp" }>;
	readonly onChange: (printer: PrinterConnection) => void;
};

function TcpFields({ printer, onChange }: TcpProps) {
	const { words } = useReader();
	const text = words.service.printer;
	const [host, setHost] = useState(printer.host);
	const [port, setPort] = useState(String(printer.port));

	function take(nextHost: string, nextPort: string): void {
		setHost(nextHost);
		setPort(nextPort);
		const number = Number(nextPort);
		if (nextHost.trim() !== "" && Number.isInteger(number) && number >= 1 && number <= 65_535) {
			onChange({ kind: "tcp", host: nextHost.trim(), port: number });
		}
	}

	return (
		<>
			<div class="service-pair">
				<Field id="printer-host" label={text.host} value={host} onChange={(typed) => take(typed, port)} />
				<Field id="printer-port" label={text.port} value={port} onChange={(typed) => take(host, typed)} isNumeric />
			</div>
			<Keypad letters />
		</>
	);
}

type SystemProps = Pick<SectionProps, "bridge"> & {
	readonly chosen: string | null;
	readonly onChoose: (name: string | null) => void;
};

function SystemPrinters({ bridge, chosen, onChoose }: SystemProps) {
	const { words } = useReader();
	const text = words.service.printer;
	const { devices } = useDevices(bridge);
	const names = [null, ...devices.printers];
	return (
		<Choices
			legend={text.name}
			of={names.map((value) => ({ value, name: value ?? text.systemDefault }))}
			chosen={chosen}
			onChoose={onChoose}
		/>
	);
}
