/** The bytes of a text in the encodings that Excel and WPS write. */
export function encodeUtf16(text: string, order: "le" | "be"): Buffer {
	const bytes = Buffer.from(text, "utf16le");
	return order === "le" ? bytes : bytes.swap16();
}

let twoByteCodes: ReadonlyMap<string, readonly [number, number]> | null = null;

/** GB18030 of characters with one or two bytes, by the platform's own decoder. */
export function gb18030Of(text: string): Buffer {
	twoByteCodes ??= readTwoByteCodes();
	const bytes: number[] = [];
	for (const character of text) {
		const code = character < "\u0080" ? [character.charCodeAt(0)] : twoByteCodes.get(character);
		if (code === undefined) throw new Error(`${character} is not in two bytes of GB18030`);
		bytes.push(...code);
	}
	return Buffer.from(bytes);
}

function readTwoByteCodes(): ReadonlyMap<string, readonly [number, number]> {
	const decoder = new TextDecoder("gb18030");
	const codes = new Map<string, readonly [number, number]>();
	for (let lead = 0x81; lead <= 0xfe; lead++) {
		for (let trail = 0x40; trail <= 0xfe; trail++) {
			if (trail !== 0x7f) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
		}
	}
	return codes;
}
