import { type Session, session } from "electron";

/**
 * Requests to the hub by Chromium's network stack, which uses the system's proxy and trust store. No cookie, no cache and no
 * credentials, and a redirect is an error: the hub's answers never come from elsewhere.
 */
export function createHubFetch(): typeof fetch {
	const network = session.fromPartition("hub", { cache: false });
	network.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
	network.setPermissionCheckHandler(() => false);
	return async (input, init) => {
		const url = String(input);
		try {
			return await network.fetch(url, {
				...init,
				...{ redirect: "error", credentials: "omit", cache: "no-store", bypassCustomProtocolHandlers: true },
			});
		} catch (error) {
			throw (await asksForPassword(network, url, error)) ? new Error("The proxy asks for a password.") : error;
		}
	};
}

/**
 * Chromium reports every proxy that refuses a tunnel alike. A plain request through the same proxy shows whether it does so for
 * want of a password; it goes no further than the proxy then.
 */
async function asksForPassword(network: Session, url: string, error: unknown): Promise<boolean> {
	if (!(error instanceof Error) || !error.message.includes("ERR_TUNNEL_CONNECTION_FAILED")) return false;
	const plain = new URL(url);
	plain.protocol = "http:";
	plain.pathname = "/";
	plain.search = "";
	try {
		const { status, body } = await network.fetch(plain.href, {
			method: "HEAD",
			redirect: "error",
			credentials: "omit",
		});
		await body?.cancel();
		return status === 407;
	} catch {
		// Whatever this says, the first error is reported.
		return false;
	}
}
