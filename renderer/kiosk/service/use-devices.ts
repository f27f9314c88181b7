import { useEffect, useState } from "preact/hooks";
import type { Bridge, Devices } from "../../../core/contract.ts";
import { ask } from "../ask.ts";

const none: Devices = { kind: "devices", printers: [], serialPorts: [], volumes: [] };

/** What is plugged in, as it was when it was last asked for. */
export function useDevices(bridge: Bridge): { readonly devices: Devices; readonly refresh: () => void } {
	const [devices, setDevices] = useState(none);
	const refresh = () => {
		void ask(bridge, "devices", undefined).then((answer) => {
			if (answer.kind === "answer" && answer.output.kind === "devices") setDevices(answer.output);
		});
	};
	useEffect(refresh, []);
	return { devices, refresh };
}
