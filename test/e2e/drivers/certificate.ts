import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A certificate and its key in PEM, as a TLS server takes them. */
export type Certificate = { readonly cert: string; readonly key: string };

export type CertificateAuthority = {
	readonly cert: string;
	/** A server's certificate for this DNS name, expired if asked. */
	readonly issue: (name: string, isExpired?: boolean) => Certificate;
};

/** An organization's own certificate authority (X.509 v3, ECDSA P-256). */
export function createAuthority(name: string): CertificateAuthority {
	const own = generateKeyPairSync("ec", { namedCurve: "P-256" });
	const isAuthority = extension("551d13", sequence(Buffer.from([0x01, 0x01, 0xff])));
	const cert = certify(name, name, own.publicKey, own.privateKey, [isAuthority], false);
	return {
		cert,
		issue(host, isExpired = false) {
			const server = generateKeyPairSync("ec", { namedCurve: "P-256" });
			const names = extension("551d11", sequence(tagged(0x82, Buffer.from(host))));
			return {
				cert: certify(host, name, server.publicKey, own.privateKey, [names], isExpired),
				key: server.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
			};
		},
	};
}

/** RFC 5280, 4.1, in DER. */
function certify(
	subject: string,
	issuer: string,
	publicKey: KeyObject,
	issuerKey: KeyObject,
	extensions: readonly Buffer[],
	isExpired: boolean,
): string {
	const algorithm = sequence(objectId("2a8648ce3d040302"));
	const validity = isExpired ? ["20200101000000Z", "20200201000000Z"] : ["20200101000000Z", "20491231235959Z"];
	const body = sequence(
		tagged(0xa0, integer(2)),
		integer(Math.floor(process.hrtime()[1] / 1000) + 1),
		algorithm,
		nameOf(issuer),
		sequence(...validity.map((time) => tagged(0x18, Buffer.from(time)))),
		nameOf(subject),
		publicKey.export({ type: "spki", format: "der" }),
		tagged(0xa3, sequence(...extensions)),
	);
	const signature = tagged(0x03, Buffer.from([0]), sign("sha256", body, issuerKey));
	const encoded = (
		sequence(body, algorithm, signature)
			.toString("base64")
			.match(/.{1,64}/g) ?? []
	).join("\n");
	return `-----BEGIN CERTIFICATE-----\n${encoded}\n-----END CERTIFICATE-----\n`;
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	const { length } = content;
	if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content]);
	const size = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
	return tagged(0x30, ...parts);
}

function objectId(hex: string): Buffer {
	return tagged(0x06, Buffer.from(hex, "hex"));
}

function integer(value: number): Buffer {
	const hex = value.toString(16);
	const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
	return tagged(0x02, (bytes[0] ?? 0) < 128 ? bytes : Buffer.concat([Buffer.from([0]), bytes]));
}

function nameOf(text: string): Buffer {
	return sequence(tagged(0x31, sequence(objectId("550403"), tagged(0x0c, Buffer.from(text)))));
}

function extension(id: string, value: Buffer): Buffer {
	return sequence(objectId(id), tagged(0x04, value));
}
