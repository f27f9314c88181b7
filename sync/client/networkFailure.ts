import type { NetworkTrouble } from "../../core/contract/network.ts";

/**
 * Why a `fetch` was rejected. Chromium's network stack says it as `net::ERR_…` in the message, Node's by the `code` of the
 * error's cause.
 */
export function networkTroubleOf(error: unknown): NetworkTrouble {
	const text = describeChain(error);
	return patterns.find(([pattern]) => pattern.test(text))?.[1] ?? "unreachable";
}

/** A hub behind a proxy that is asked for its password, which no kiosk has. */
export const proxyPasswordStatus = 407;

const patterns: readonly (readonly [RegExp, NetworkTrouble])[] = [
	[/ERR_PROXY_AUTH|ERR_UNEXPECTED_PROXY_AUTH|proxy asks for a password/, "proxyPassword"],
	[/ERR_TUNNEL_CONNECTION_FAILED/, "proxyRefused"],
	[/ERR_PROXY_|ERR_SOCKS_|ERR_MANDATORY_PROXY|ERR_PAC_/, "proxyUnreachable"],
	[/redirect/i, "redirected"],
	[/ERR_CERT_DATE_INVALID|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/, "certificateExpired"],
	[/ERR_CERT_COMMON_NAME_INVALID|ERR_TLS_CERT_ALTNAME_INVALID/, "certificateName"],
	[/ERR_CERT_|ERR_CERTIFICATE_|ERR_BAD_SSL_CLIENT|SELF_SIGNED|UNABLE_TO_|CERT_/, "certificateUntrusted"],
	[/ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED|ERR_ICANN_NAME_COLLISION|ENOTFOUND|EAI_AGAIN/, "nameUnknown"],
	[/ERR_CONNECTION_REFUSED|ECONNREFUSED/, "connectionRefused"],
	[/ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE|ENETUNREACH|ENETDOWN|EHOSTUNREACH/, "noNetwork"],
];

/** The messages and codes of an error and of its causes. */
function describeChain(error: unknown, depth = 0): string {
	if (!(error instanceof Error) || depth > 4) return String(error);
	const code = "code" in error ? String(error.code) : "";
	const inner = error instanceof AggregateError ? error.errors.map((one) => describeChain(one, depth + 1)) : [];
	const cause = error.cause === undefined ? "" : describeChain(error.cause, depth + 1);
	return [error.message, code, ...inner, cause].join(" ");
}
