/** A port as set-up offers it: the path that stays the same when it is plugged in again, and what it calls itself. */
export type SerialPortInfo = { readonly path: string; readonly name: string; readonly isUsb: boolean };

/** The ports of this machine, those of USB first. None where the system cannot tell (a Linux without udev): a path can still be typed. */
export async function listSerialPorts(): Promise<readonly SerialPortInfo[]> {
	const found = await list().catch(() => []);
	return found.map(serialPortInfoOf).sort((a, b) => Number(b.isUsb) - Number(a.isUsb));
}

async function list(): Promise<readonly ListedPort[]> {
	const { SerialPort } = await import("serialport");
	return await SerialPort.list();
}

type ListedPort = {
	readonly path: string;
	readonly pnpId?: string | undefined;
	readonly manufacturer?: string | undefined;
	readonly vendorId?: string | undefined;
};

/** On Linux a replugged scanner may be ttyACM1 where it was ttyACM0; its name under by-id stays. */
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
