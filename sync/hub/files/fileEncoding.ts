/** Han, the punctuation and signs used with it; kana, Greek or Cyrillic between them are signs of another encoding. */
const usual =
	/[\p{Script=Han}\u2010-\u205e\u20ac\u2100-\u24ff\u25a0-\u27bf\u3000-\u303f\uff00-\uffef\u{1f000}-\u{1faff}]/u;
const everyHan = /\p{Script=Han}/gu;

export type FileEncoding = "UTF-8" | "UTF-16" | "GB18030";
export type DecodedFile = { readonly text: string; readonly encoding: FileEncoding };

/** How many of the first bytes tell UTF-16 without a mark from other encodings. */
const sampleLength = 4096;
/** Shares of the characters beyond ASCII. */
const leastShareOfGb2312 = 0.45;
const leastShareOfUsualBig5 = 0.8;
const leastShareOfHighTrails = 0.25;
const mostShareOfOddCharacters = 0.05;

/**
 * Decodes a text file: UTF-8 and UTF-16 with or without their mark, and GB18030, as Excel and WPS write it in China. Null
 * for anything else: nothing is guessed that could be read as other characters.
 */
export function decodeTextFile(bytes: Uint8Array): DecodedFile | null {
	const decoded = decodeUtf8(bytes) ?? decodeUtf16(bytes) ?? decodeGb18030(bytes);
	return decoded === null || decoded.text.includes("\0") ? null : decoded;
}

/**
 * A few characters of GB18030 may be valid UTF-8 of two bytes each: 影院 is then ӰԺ. Without a character of three bytes,
 * as Chinese ones are, letters that no Western European language has are taken for GB 2312, if all of them can be. With
 * NUL bytes it is UTF-16 of ASCII characters, or no text.
 */
function decodeUtf8(bytes: Uint8Array): DecodedFile | null {
	const decoded = bytes.includes(0) ? null : decodeAs("UTF-8", "utf-8", bytes);
	if (decoded === null || hasUtf8Mark(bytes)) return decoded;
	const isDoubtful = /[\u0100-\u07ff]/u.test(decoded.text) && !/[\u0800-\u{10ffff}]/u.test(decoded.text);
	const { all, gb2312 } = countCharacters(bytes);
	return isDoubtful && gb2312 === all ? (decodeGb18030(bytes) ?? decoded) : decoded;
}

function hasUtf8Mark([first, second, third]: Uint8Array): boolean {
	return first === 0xef && second === 0xbb && third === 0xbf;
}

function canDecode(label: string, bytes: Uint8Array): boolean {
	return decodeAs("GB18030", label, bytes) !== null;
}

function decodeAs(encoding: FileEncoding, label: string, bytes: Uint8Array): DecodedFile | null {
	try {
		return { text: new TextDecoder(label, { fatal: true }).decode(bytes), encoding };
	} catch {
		return null;
	}
}

function decodeUtf16(bytes: Uint8Array): DecodedFile | null {
	const [first, second] = bytes;
	const sample = bytes.subarray(0, sampleLength);
	const even = sample.filter((byte, i) => byte === 0 && i % 2 === 0).length;
	const odd = sample.filter((byte, i) => byte === 0 && i % 2 === 1).length;
	if ((first === 0xff && second === 0xfe) || (even === 0 && odd > 0)) return decodeAs("UTF-16", "utf-16le", bytes);
	if ((first === 0xfe && second === 0xff) || (odd === 0 && even > 0)) return decodeAs("UTF-16", "utf-16be", bytes);
	return null;
}

function decodeGb18030(bytes: Uint8Array): DecodedFile | null {
	if (isDamagedUtf8(bytes)) return null;
	const decoded = decodeAs("GB18030", "gb18030", bytes);
	return decoded !== null && isChinese(decoded.text) && hasBytesOfGb18030(bytes) ? decoded : null;
}

/** UTF-8 with a character cut in two: of GB18030 read as UTF-8 hardly any character would be Chinese. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
	const text = new TextDecoder("utf-8").decode(bytes);
	return (text.match(everyHan)?.length ?? 0) > (text.match(/\ufffd/g)?.length ?? 0);
}

function isChinese(text: string): boolean {
	let beyondAscii = 0;
	let odd = 0;
	for (const character of text) {
		if (character < "\u0080") continue;
		beyondAscii++;
		if (/[\p{Co}\p{Cn}\ufffd]/u.test(character)) return false;
		if (!usual.test(character) && !/[°·×÷]/.test(character)) odd++;
	}
	return odd <= beyondAscii * mostShareOfOddCharacters;
}

/**
 * Characters of GB 2312 are two bytes from 0xA1, and simplified text is of them. Traditional text is mostly of what GBK
 * added; so is Big5 read as GB18030, whose usual characters begin with 0xA1 to 0xC6, and Latin text with accents, where
 * the second byte is a letter.
 */
function hasBytesOfGb18030(bytes: Uint8Array): boolean {
	const { all, gb2312, highTrail, usualBig5 } = countCharacters(bytes);
	if (gb2312 >= all * leastShareOfGb2312) return true;
	const isBig5 = usualBig5 >= all * leastShareOfUsualBig5 && canDecode("big5", bytes);
	return highTrail >= all * leastShareOfHighTrails && !isBig5;
}

/** Characters beyond ASCII, if the bytes are GB18030. */
function countCharacters(bytes: Uint8Array) {
	const count = { all: 0, gb2312: 0, highTrail: 0, usualBig5: 0 };
	for (let i = 0; i < bytes.length; i++) {
		const lead = bytes[i] ?? 0;
		if (lead < 0x80) continue;
		const trail = bytes[i + 1] ?? 0;
		count.all++;
		if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1) count.gb2312++;
		if (trail >= 0x80) count.highTrail++;
		if (lead >= 0xa1 && lead <= 0xc6) count.usualBig5++;
		i += trail >= 0x30 && trail <= 0x39 ? 3 : 1;
	}
	return count;
}
