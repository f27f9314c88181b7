import { describeError, type Log } from "../../sync/log.ts";

/** A port as set-up offers it: a path that stays the same when the device is replugged, and the name the device reports. */
export type SerialPortInfo = { readonly path: string; readonly name: string; readonly isUsb: boolean };

/** The ports of this machine, USB first. Empty where they cannot be listed: a path can still be typed in set-up. */
export async function listSerialPorts(log: Log): Promise<readonly SerialPortInfo[]> {
	const found = await list().catch((error: unknown) => {
		if (!isUdevMissing(error)) log.warn("serialPortsNotListed", describeError(error));
		return [];
	});
	return found.map(serialPortInfoOf).sort((a, b) => Number(b.isUsb) - Number(a.isUsb));
}

async function list(): Promise<readonly ListedPort[]> {
	const { SerialPort } = await import("serialport");
	return await SerialPort.list();
}

/** The library runs `udevadm`, which a Linux without udev does not have. */
function isUdevMissing(error: unknown): boolean {
	return error instanceof Error && "code" in error && error.code === "ENOENT";
}

type ListedPort = {
	readonly path: string;
	readonly pnpId?: string | undefined;
	readonly manufacturer?: string | undefined;
	readonly vendorId?: string | undefined;
};

/** On Linux a replugged scanner may become ttyACM1 where it was ttyACM0; its link under /dev/serial/by-id stays the same. */
export function serialPortInfoOf({ path, pnpId, manufacturer, vendorId }: ListedPort): SerialPortInfo {
	const isUsb = vendorId !== undefined;
	if (path.startsWith("/dev/") && pnpId !== undefined) {
		return {
			path: `/dev/serial/by-id/${pnpId}`,
			name: pnpId.replace(/^usb-|-if\d+(?:-port\d+)?$/g, "").replaceAll("_", " "),
			isUsb,
		};
	}
	return { path, name: manufacturer === undefined ? path : `${manufacturer} (${path})`, isUsb };
}
