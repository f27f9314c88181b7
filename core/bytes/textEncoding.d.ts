/** The two globals of the WHATWG Encoding standard, present in Node and in every window; core knows no other host. */
declare class TextEncoder {
	encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
	constructor(label: "utf-8", options: { readonly fatal: true; readonly ignoreBOM: true });
	decode(bytes: Uint8Array): string;
}
