import type { Area, Mutant } from "./mutant.ts";

function rotating(breaks: string, snippet: string, replacement: string): Mutant {
	return { file: "core/voucher/rotatingCode.ts", snippet, replacement, breaks };
}

function voucherCode(breaks: string, snippet: string, replacement: string): Mutant {
	return { file: "core/voucher/voucher.ts", snippet, replacement, breaks };
}

export const voucher: Area = {
	name: "core/voucher",
	tests: ["test/core/voucher/rotatingCode.test.ts", "test/core/voucher/voucher.test.ts"],
	mutants: [
		rotating(
			"a photographed code is valid for a minute more",
			"ahead < -toleratedSkewSteps",
			"ahead < -4 - toleratedSkewSteps",
		),
		rotating(
			"a phone whose clock is a little ahead is refused",
			"ahead > toleratedSkewSteps",
			"ahead >= toleratedSkewSteps",
		),
		rotating("one code is accepted twice", "shown.step <= lastStep", "shown.step < lastStep"),
		rotating("a code whose MAC is wrong is accepted", 'if (shown.mac === "wrong")', "if (false)"),
		rotating(
			"a screenshot is accepted where a rotating code is demanded",
			'return isDemanded ? refuse({ reason: "rotationRequired", why: "staticCode" }) : acceptedWithoutStep',
			"return acceptedWithoutStep",
		),
		rotating(
			"a kiosk without the day's key accepts any step",
			'return isDemanded ? refuse({ reason: "rotationRequired", why: "noDayKey" }) : acceptedWithoutStep',
			"return acceptedWithoutStep",
		),
		rotating(
			"every voucher of a day has one key",
			'concat(encodeText("kv"), fromHex(voucher) as Uint8Array)',
			'encodeText("kv")',
		),
		voucherCode(
			"a voucher with any signature is accepted",
			"crypto.verify(issuer.publicKey, message, signature)",
			"true",
		),
		voucherCode("a voucher of a party of ten is read", "persons <= 9", "persons <= 10"),
		voucherCode("a voucher of zero persons is read", "persons >= 1", "persons >= 0"),
		voucherCode("a voucher that ends before it begins is read", " && voucher.notBefore <= voucher.notAfter", ""),
		voucherCode("flags of a later version are ignored", "flags <= 1", "true"),
		voucherCode("a text of any length is parsed", "text.length > longestCode", "text.length > 100 * longestCode"),
		voucherCode(
			"a code that was cut short is called forged",
			"if (text.length !== textLength)",
			"if (text.length > textLength)",
		),
	],
};
