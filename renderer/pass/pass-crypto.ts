import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Crypto } from "../../core/bytes/bytes.ts";

/**
 * The part of core's cryptography that the member's page needs. It is not WebCrypto, which answers only in a promise, while
 * a code is made in the moment it is drawn, and which is missing from a page that was loaded without TLS.
 */
export const passCrypto: Pick<Crypto, "mac"> = { mac: (key, bytes) => hmac(sha256, key, bytes) };
