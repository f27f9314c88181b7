/** Why no hub was reached, from the cable to the hub's own door. Each has its words, because each is mended by somebody else. */
export const networkTroubles = [
	"unreachable",
	"noNetwork",
	"nameUnknown",
	"connectionRefused",
	"proxyUnreachable",
	"proxyPassword",
	"proxyRefused",
	"certificateUntrusted",
	"certificateExpired",
	"certificateName",
	/** The network, or a server at the hub's address, sends the request elsewhere. */
	"redirected",
	/** A web page answers: a network that wants a log-in first, or another server than the hub. */
	"webPage",
] as const;
export type NetworkTrouble = (typeof networkTroubles)[number];

export function isNetworkTrouble(trouble: string): trouble is NetworkTrouble {
	return networkTroubles.some((one) => one === trouble);
}
