/** A port as set-up offers it: the path that stays the same when it is plugged in again, and what it calls itself. */
export type SerialPortFound = { readonly path: string; readonly name: string; readonly isUsb: boolean };

/** The ports of this machine, those of USB first. None where the system cannot tell (a Linux without udev): a path can still be typed. */
export async function listSerialPorts(): Promise<readonly SerialPortFound[]> {
	const found = await list().catch(() => []);
	return found.map(portFound).sort((a, b) => Number(b.isUsb) - Number(a.isUsb));
}

async function list(): Promise<readonly Listed[]> {
	const { SerialPort } = await import("serialport");
	return await SerialPort.list();
}

type Listed = {
	readonly path: string;
	readonly pnpId?: string | undefined;
	readonly manufacturer?: string | undefined;
	readonly vendorId?: string | undefined;
};

/** On Linux a replugged scanner may be ttyACM1 where it was ttyACM0; its name under by-id stays. */
export function portFound({ path, pnpId, manufacturer, vendorId }: Listed): SerialPortFound {
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
