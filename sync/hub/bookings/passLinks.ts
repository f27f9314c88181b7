import { encodeText, fromBase64Url, toBase64Url, withDomainPrefix } from "../../../core/bytes/bytes.ts";
import { buildPassSecretMessage, PassSecret } from "../../../core/protocol/passLink.ts";
import { openSecret, sealSecret } from "../../crypto/secretBox.ts";
import { crypto } from "../../crypto/signature.ts";
import type { HubContext } from "../context.ts";
import type { LinkedVoucher } from "../store/secrets.ts";
import type { Store } from "../store/store.ts";
import type { IssuedVoucher } from "../store/vouchers.ts";

type LinkContext = Pick<HubContext, "store" | "random" | "linkKey">;

/**
 * The secret of a voucher's link, made when it is first asked for. Null where it was made under another link key: the
 * member's link still opens the pass, but it cannot be told again, only replaced.
 */
export function ensurePassSecret(hub: LinkContext, voucher: LinkedVoucher): PassSecret | null {
	const link = hub.store.passLinks.find(voucher);
	if (link === null) return replacePassSecret(hub, voucher);
	const opened = openSecret(hub.linkKey, contextOf(voucher), link.sealed);
	return opened === null ? null : PassSecret.parse(toBase64Url(opened));
}

/** Gives the voucher a new link. The one before opens nothing from here on. */
export function replacePassSecret({ store, random, linkKey }: LinkContext, voucher: LinkedVoucher): PassSecret {
	const bytes = random(16);
	const secret = PassSecret.parse(toBase64Url(bytes));
	const { venue, booking } = voucher;
	const sealed = sealSecret(linkKey, contextOf(voucher), bytes, random);
	store.passLinks.put({ venue, booking, digest: crypto.hash(buildPassSecretMessage(secret)), sealed });
	return secret;
}

/** The voucher whose link has this secret, or null. */
export function findByPassSecret(store: Store, text: string): IssuedVoucher | null {
	const secret = PassSecret.safeParse(text);
	if (!secret.success || fromBase64Url(secret.data)?.length !== 16) return null;
	const voucher = store.passLinks.findByDigest(crypto.hash(buildPassSecretMessage(secret.data)));
	return voucher === null ? null : store.vouchers.findByBooking(voucher.booking);
}

function contextOf({ venue, booking }: LinkedVoucher): Uint8Array {
	return withDomainPrefix("passLinkKey", encodeText(`${venue}\n${booking}`));
}
