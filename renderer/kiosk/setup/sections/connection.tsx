import { useState } from "preact/hooks";
import { PrinterConnection } from "../../../../core/contract/printer.ts";
import { useReader } from "../../reader.ts";
import { Choices, KeptField } from "../controls.tsx";
import type { SectionProps } from "../setup.tsx";
import { useDevices } from "../use-devices.ts";

type ConnectionProps = Pick<SectionProps, "bridge" | "refuse"> & {
	/** What is shown; what is set may still be another. */
	readonly kind: PrinterConnection["kind"];
	readonly printer: PrinterConnection;
	readonly onChange: (printer: PrinterConnection) => void;
};

/** Where the printer of this kind is. */
export function Connection({ kind, printer, bridge, onChange, refuse }: ConnectionProps) {
	const { words } = useReader();
	const text = words.service.printer;

	function keep(next: unknown): boolean {
		const read = PrinterConnection.safeParse(next);
		if (read.success) onChange(read.data);
		else refuse();
		return read.success;
	}

	switch (kind) {
		case "none":
			return null;
		case "tcp":
			return <Network set={printer.kind === "tcp" ? printer : null} keep={keep} />;
		case "file":
			return (
				<KeptField
					id="printer-path"
					label={text.path}
					kept={printer.kind === "file" ? printer.path : ""}
					onKeep={(path) => keep({ kind: "file", path })}
				/>
			);
		case "system": {
			const chosen = printer.kind === "system" ? printer.name : null;
			return <Queues bridge={bridge} chosen={chosen} onChoose={(name) => onChange({ kind: "system", name })} />;
		}
	}
}

type NetworkProps = {
	readonly set: Extract<PrinterConnection, { kind: "tcp" }> | null;
	readonly keep: (next: unknown) => boolean;
};

/** Ticket printers listen there since the first of them. */
const usualPort = 9100;

function Network({ set, keep }: NetworkProps) {
	const { words } = useReader();
	const text = words.service.printer;
	const [port, setPort] = useState(set?.port ?? usualPort);

	function keepPort(typed: string): boolean {
		const next = Number(typed);
		if (set === null) {
			const isPort = Number.isInteger(next) && next >= 1 && next <= 65_535;
			if (isPort) setPort(next);
			return isPort;
		}
		return keep({ ...set, port: next });
	}

	return (
		<div class="service-pair">
			<KeptField
				id="printer-host"
				label={text.host}
				kept={set?.host ?? ""}
				onKeep={(host) => keep({ kind: "tcp", host, port: set?.port ?? port })}
			/>
			<KeptField id="printer-port" label={text.port} kept={String(set?.port ?? port)} onKeep={keepPort} isNumeric />
		</div>
	);
}

type QueuesProps = Pick<SectionProps, "bridge"> & {
	readonly chosen: string | null;
	readonly onChoose: (name: string | null) => void;
};

function Queues({ bridge, chosen, onChoose }: QueuesProps) {
	const { words } = useReader();
	const text = words.service.printer;
	const { devices } = useDevices(bridge);
	const names = new Set([null, ...devices.printers, chosen]);
	return (
		<Choices
			legend={text.name}
			of={[...names].map((value) => ({ value, name: value ?? text.systemDefault }))}
			chosen={chosen}
			onChoose={onChoose}
		/>
	);
}
