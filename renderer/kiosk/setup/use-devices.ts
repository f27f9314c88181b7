import { useEffect, useState } from "preact/hooks";
import type { Bridge, Devices } from "../../../core/contract/contract.ts";
import { pageClock } from "../page-clock.ts";
import { pollDevices } from "./device-poll.ts";

const noDevices: Devices = { kind: "devices", printers: [], serialPorts: [], volumes: [] };

/** The devices that are plugged in, polled while a section shows them. */
export function useDevices(bridge: Bridge): { readonly devices: Devices; readonly isAsked: boolean } {
	const [devices, setDevices] = useState<Devices | null>(null);
	useEffect(() => pollDevices(bridge, setDevices, pageClock), [bridge]);
	return { devices: devices ?? noDevices, isAsked: devices !== null };
}
