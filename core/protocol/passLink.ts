import { z } from "zod";
import { encodeText, withDomainPrefix } from "../bytes/bytes.ts";

/** The secret of a pass's link: 128 random bits as base64url. Whoever has it opens the pass; nothing else does. */
export const PassSecret = z
	.string()
	.regex(/^[A-Za-z0-9_-]{21}[AQgw]$/)
	.brand("PassSecret");
export type PassSecret = z.infer<typeof PassSecret>;

/** The pages under which the service worker opens a pass without a network. */
export const passFolder = "/pass/";

/** The secret is the fragment, which a browser sends to no server: it comes into no log and no referrer. */
export function passPathOf(secret: PassSecret): string {
	return `${passFolder}#${secret}`;
}

/** What is hashed to find a pass by its link. */
export function buildPassSecretMessage(secret: PassSecret): Uint8Array {
	return withDomainPrefix("passLink", encodeText(secret));
}
