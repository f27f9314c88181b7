import { useEffect, useState } from "preact/hooks";
import type { Bridge, Devices } from "../../../core/contract/contract.ts";
import { callMain } from "../call-main.ts";

const noDevices: Devices = { kind: "devices", printers: [], serialPorts: [], volumes: [] };
const pollIntervalMs = 3000;

/** The devices that are plugged in, polled while a section shows them. */
export function useDevices(bridge: Bridge): { readonly devices: Devices; readonly isAsked: boolean } {
	const [devices, setDevices] = useState<Devices | null>(null);
	useEffect(() => {
		let isStopped = false;
		let timer: ReturnType<typeof setTimeout> | undefined;
		async function look(): Promise<void> {
			const answer = await callMain(bridge, "devices", undefined);
			if (isStopped) return;
			if (answer.kind === "answer" && answer.output.kind === "devices") setDevices(answer.output);
			timer = setTimeout(() => void look(), pollIntervalMs);
		}
		void look();
		return () => {
			isStopped = true;
			clearTimeout(timer);
		};
	}, [bridge]);
	return { devices: devices ?? noDevices, isAsked: devices !== null };
}
