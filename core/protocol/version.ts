/**
 * The version of the HTTP protocol between kiosk and hub (docs/formats.md, "HTTP protocol"). The kiosk sends it with
 * every request and the hub with every answer. It rises when an older kiosk or hub could no longer understand the
 * other.
 */
export const protocolVersion = 1;
export const protocolHeader = "pailou-protocol";

/** The version a message was sent in: 1 where the header is missing, null where it is not a version. */
export function readProtocolVersion(header: string | null): number | null {
	if (header === null) return 1;
	return /^[1-9]\d{0,3}$/.test(header) ? Number(header) : null;
}
