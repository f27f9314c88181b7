import type { z } from "zod";
import type { HubError } from "../core/protocol/protocol.ts";
import type { Envelope } from "../core/trust/envelope.ts";

/** A refused request: thrown where the reason is found, answered by the hub's one error handler. */
export class HttpError extends Error {
	readonly status: number;
	readonly code: string;
	/** With `outOfStep`: the seq the hub waits for. */
	readonly expected: number | null;
	/** With `fork` and `incarnationClosed`: a checkpoint of the lines that the hub holds. */
	readonly checkpoint: Envelope | null;

	constructor(
		status: number,
		code: string,
		message: string,
		expected: number | null = null,
		checkpoint: Envelope | null = null,
	) {
		super(message);
		this.status = status;
		this.code = code;
		this.expected = expected;
		this.checkpoint = checkpoint;
	}

	answer(): HubError {
		const { code, message, expected, checkpoint } = this;
		return {
			error: { code, message, ...(expected !== null && { expected }), ...(checkpoint !== null && { checkpoint }) },
		};
	}
}

/** Temporarily unavailable: answered with `Retry-After`. */
export class UnavailableError extends HttpError {
	readonly retryAfterS: number;

	constructor(code: string, message: string, retryAfterS: number) {
		super(503, code, message);
		this.retryAfterS = retryAfterS;
	}
}

/** Parses input from outside. Throws a 400 that names the first wrong field. */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw new HttpError(400, "badRequest", `${what} cannot be read: ${firstIssue(parsed.error)}.`);
}

function firstIssue(error: z.ZodError): string {
	const issue = error.issues[0];
	if (issue === undefined) return "it has another shape";
	return issue.path.length === 0 ? issue.message : `at ${issue.path.join(".")}, ${issue.message}`;
}
