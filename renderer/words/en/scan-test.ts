import type { ScanTestWords } from "../zh-CN/scan-test.ts";

export const scanTestEn = {
	what: {
		voucher: "Read well: a voucher",
		enrolment: "Read well: an enrolment code",
		other: "Read, but it is not a voucher",
	},
	serial: (characters) => `${characters} characters from the serial line`,
	pace: (characters, seconds, gapMs) => `${characters} characters in ${seconds} s, ${gapMs} ms apart on average`,
	ends: {
		Enter: "Enter was sent after the code",
		Tab: "Tab was sent after the code",
		LF: "A line feed was sent after the code",
		none: "Nothing was sent after the code; with Enter it is read sooner",
	},
	prefix: { sent: "It has its prefix: no code passes for a key", none: "It has no prefix: better set one" },
	prefixSeen: (prefix) => `${prefix} came before the code. If it is the scanner's prefix, enter it below`,
	added: (added) =>
		`The scanner also sent ${added}, which was left out. Turn off AIM and code identifiers and ECI at the scanner`,
	recased:
		"The scanner or CapsLock changed the letters' case; it was read nevertheless. Turn off case conversion at the scanner",
	byPlace: "The keyboard's layout or CapsLock is not the scanner's; it was read by the keys' places",
} satisfies ScanTestWords;
