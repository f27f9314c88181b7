import type { NetworkWords } from "../zh-CN/network.ts";

/** Why the hub is out of reach, and who mends it: read on enrolment, in set-up and in the header. */
export const networkEn: NetworkWords = {
	causes: {
		unreachable: { line: "The hub cannot be reached", remedy: "Check the cable or the wireless network" },
		noNetwork: { line: "This machine has no network", remedy: "Plug the cable in, or join the wireless network" },
		nameUnknown: {
			line: "The hub's name is not known here",
			remedy: "Let the administrator check the address and the DNS",
		},
		connectionRefused: {
			line: "The network works, but the hub is not running",
			remedy: "Let the administrator start it, or check address and port",
		},
		proxyUnreachable: {
			line: "The proxy cannot be reached",
			remedy: "Let the administrator check the proxy in the system's settings",
		},
		proxyPassword: {
			line: "The proxy asks for a password",
			remedy: "Let the administrator allow the hub's address without one",
		},
		proxyRefused: {
			line: "The proxy does not let the hub be reached",
			remedy: "Let the administrator allow the hub's address there",
		},
		certificateUntrusted: {
			line: "The hub's certificate is not trusted here",
			remedy: "Let the administrator install the organization's root certificate",
		},
		certificateExpired: {
			line: "The hub's certificate or this clock is out of date",
			remedy: "Check this machine's date, then renew the certificate",
		},
		certificateName: {
			line: "The hub's certificate is for another address",
			remedy: "Let the administrator check address and certificate",
		},
		redirected: {
			line: "The network sends the request elsewhere",
			remedy: "The network may want a log-in first; or the address has changed, such as to https",
		},
		webPage: {
			line: "A web page answers, not the hub",
			remedy: "The network may want a log-in first; or the address is not the hub's",
		},
		slow: { line: "The hub is slow to answer", remedy: "Wait a moment; if it stays so, check the network" },
	},
	/** Beside the lines not yet sent, where the clerk need do nothing. */
	calm: {
		noNetwork: "no network, works all the same",
		connectionRefused: "hub is down, works all the same",
	},
	behind: {
		timestamp: "List not checked again yet",
		revocations: "New revocations not here yet",
		roster: "New list of kiosks not here yet",
		allocation: "New list not all here yet",
	},
	/** The section of set-up. */
	address: {
		lead: "Change it here when the hub has moved. It is checked first: the same hub must be at the new address.",
		now: "Address in use",
		field: "New address",
		check: "Check and use it",
		checking: "Checking…",
		changed: "The new address is in use",
		notChanged: {
			notAnAddress: "This is no address: begin with http:// or https://",
			otherHub: "That is not the hub this kiosk is enrolled at; nothing was changed",
			rubbish: "That answer makes no sense; nothing was changed",
			notRecorded: "It could not be recorded, so nothing was changed",
		},
	},
};
