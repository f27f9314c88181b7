import { useState } from "preact/hooks";
import { PrinterConnection } from "../../../../core/contract/printer.ts";
import { useLocalization } from "../../localization.ts";
import { ChoiceGroup, SavedField, type SectionProps } from "../controls.tsx";
import { useDevices } from "../use-devices.ts";

type PrinterConnectionFieldsProps = Pick<SectionProps, "bridge" | "rejectInput"> & {
	/** The kind that is shown; the saved kind may still differ. */
	readonly kind: PrinterConnection["kind"];
	readonly printer: PrinterConnection;
	readonly onChange: (printer: PrinterConnection) => void;
};

/** The fields for the location of a printer of this kind. */
export function PrinterConnectionFields({
	kind,
	printer,
	bridge,
	onChange,
	rejectInput,
}: PrinterConnectionFieldsProps) {
	const { words } = useLocalization();
	const text = words.setup.printer;

	function keep(next: unknown): boolean {
		const read = PrinterConnection.safeParse(next);
		if (read.success) onChange(read.data);
		else rejectInput();
		return read.success;
	}

	switch (kind) {
		case "none":
			return null;
		case "tcp":
			return <NetworkPrinterFields set={printer.kind === "tcp" ? printer : null} onSave={keep} />;
		case "file":
			return (
				<SavedField
					id="printer-path"
					label={text.path}
					savedValue={printer.kind === "file" ? printer.path : ""}
					onSave={(path) => keep({ kind: "file", path })}
				/>
			);
		case "system": {
			const chosen = printer.kind === "system" ? printer.name : null;
			return <PrinterQueues bridge={bridge} chosen={chosen} onChoose={(name) => onChange({ kind: "system", name })} />;
		}
	}
}

type NetworkPrinterFieldsProps = {
	readonly set: Extract<PrinterConnection, { kind: "tcp" }> | null;
	readonly onSave: (next: unknown) => boolean;
};

/** The standard port of network receipt printers (raw printing, JetDirect). */
const defaultPort = 9100;

function NetworkPrinterFields({ set, onSave }: NetworkPrinterFieldsProps) {
	const { words } = useLocalization();
	const text = words.setup.printer;
	const [port, setPort] = useState(set?.port ?? defaultPort);

	function keepPort(typed: string): boolean {
		const next = Number(typed);
		if (set === null) {
			const isPort = Number.isInteger(next) && next >= 1 && next <= 65_535;
			if (isPort) setPort(next);
			return isPort;
		}
		return onSave({ ...set, port: next });
	}

	return (
		<div class="setup-pair">
			<SavedField
				id="printer-host"
				label={text.host}
				savedValue={set?.host ?? ""}
				onSave={(host) => onSave({ kind: "tcp", host, port: set?.port ?? port })}
			/>
			<SavedField
				id="printer-port"
				label={text.port}
				savedValue={String(set?.port ?? port)}
				onSave={keepPort}
				isNumeric
			/>
		</div>
	);
}

type PrinterQueuesProps = Pick<SectionProps, "bridge"> & {
	readonly chosen: string | null;
	readonly onChoose: (name: string | null) => void;
};

function PrinterQueues({ bridge, chosen, onChoose }: PrinterQueuesProps) {
	const { words } = useLocalization();
	const text = words.setup.printer;
	const { devices } = useDevices(bridge);
	const names = new Set([null, ...devices.printers, chosen]);
	return (
		<ChoiceGroup
			legend={text.name}
			of={[...names].map((value) => ({ value, name: value ?? text.systemDefault }))}
			chosen={chosen}
			onChoose={onChoose}
		/>
	);
}
