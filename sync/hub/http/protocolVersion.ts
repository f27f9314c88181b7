import type { FastifyRequest } from "fastify";
import { protocolHeader, protocolVersion, readProtocolVersion } from "../../../core/protocol/version.ts";
import { HttpError } from "../../httpError.ts";

/** Refuses a request of a protocol version that this hub does not speak. A request without the header is of version 1. */
export function requireProtocolVersion(request: FastifyRequest): void {
	const header = request.headers[protocolHeader];
	const version = readProtocolVersion(header === undefined ? null : String(header));
	if (version === protocolVersion) return;
	const remedy = version !== null && version > protocolVersion ? "Update the hub." : "Update the kiosk.";
	const sent = version === null ? "in no version that can be read" : `in version ${version}`;
	throw new HttpError(
		400,
		"protocolVersion",
		`This request is ${sent} of the protocol; the hub speaks version ${protocolVersion}. ${remedy}`,
	);
}
