import type { Clock } from "../../clock.ts";
import { clockStartingAt, systemClock } from "../../system.ts";
import { type CommandOption, type ParsedArguments, UsageError } from "./command.ts";

export const clockOption: CommandOption = {
	name: "clock",
	value: "ISO8601",
	says: "a demonstration clock: it starts at this instant and runs on",
};

/** A demonstration clock advances with the monotonic clock, so changes of the wall clock do not affect it. */
export function parseClock(given: ParsedArguments): Clock {
	const text = given.option(clockOption.name);
	if (text === null) return systemClock;
	const start = Date.parse(text);
	if (!/^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(start)) {
		throw new UsageError(`A clock is set as 2026-10-01T14:10:00+08:00, not “${text}”.`);
	}
	return clockStartingAt(start);
}
