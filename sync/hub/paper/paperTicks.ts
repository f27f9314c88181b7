import { isPartySize } from "../../../core/voucher/voucher.ts";
import { visibleText } from "../files/visibleText.ts";

/** A tick as it was typed. `persons` is null for the whole party, and 0 takes a tick back. */
export type PaperTick = {
	readonly line: number;
	readonly text: string;
	readonly number: string;
	readonly card: string | null;
	readonly persons: number | null;
};

export type RefusedTick = {
	readonly line: number;
	readonly field: "number" | "card" | "persons" | "line";
	readonly found: string;
	readonly reason: string;
	readonly remedy: string;
};

export function refuseTick(line: number, field: RefusedTick["field"], found: string, reason: string, remedy: string) {
	return { line, field, found: visibleText(found), reason, remedy } satisfies RefusedTick;
}

/** Reads lines such as `1234 0007`, `1234,0007,2` or `1234 - 1`. Empty lines and those that begin with # are nothing. */
export function readPaperTicks(text: string): readonly (PaperTick | RefusedTick)[] {
	return text
		.normalize("NFKC")
		.split(/\r\n|\r|\n/)
		.map((content, i) => ({ content: content.replaceAll(/\p{Cf}/gu, "").trim(), line: i + 1 }))
		.filter(({ content }) => content !== "" && !content.startsWith("#"))
		.map(({ content, line }) => readTick(content, line));
}

function readTick(text: string, line: number): PaperTick | RefusedTick {
	const [number = "", card = "", persons = "", ...rest] = text
		.split(/\s*[,;]\s*|\s+/)
		.map((cell) => cell.replaceAll(/["']/g, ""));
	if (!/^\d{4,11}$/.test(number)) {
		const reason = "a number is the last four digits of the short number, or more if the list shows more";
		const lost = /^\d{1,3}$/.test(number) ? "; a spreadsheet may have taken its zeros" : "";
		return refuseTick(line, "number", number, reason + lost, "type it as the list shows it");
	}
	if (!/^(?:\d{4}|-+)$/.test(card)) {
		return refuseTick(
			line,
			"card",
			card,
			"a card is its last four digits, or - for none",
			"type it as the list shows it",
		);
	}
	if (!/^\d?$/.test(persons) || (persons !== "" && persons !== "0" && !isPartySize(Number(persons)))) {
		return refuseTick(
			line,
			"persons",
			persons,
			"persons are 1 to 9, or 0 to take a tick back",
			"correct it, or leave it out",
		);
	}
	if (rest.some((cell) => cell !== "")) {
		return refuseTick(
			line,
			"line",
			text,
			"a line is a number, a card and, if wanted, how many came in",
			"type one row a line",
		);
	}
	return {
		line,
		text,
		number,
		card: card.startsWith("-") ? null : card,
		persons: persons === "" ? null : Number(persons),
	};
}
