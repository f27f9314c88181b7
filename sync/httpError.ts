import type { z } from "zod";
import type { HubError, RevocationProof } from "../core/protocol/protocol.ts";
import type { Envelope } from "../core/trust/envelope.ts";

type HttpErrorDetails = {
	/** With `outOfStep` and `fork`: the seq the hub waits for. */
	readonly expected?: number | null;
	/** With `fork` and `incarnationClosed`: a checkpoint of the lines that the hub holds. */
	readonly checkpoint?: Envelope | null;
	/** With `kioskRevoked` in the place of a timestamp or revocations. */
	readonly proof?: RevocationProof | null;
	/** With 503: the value of `Retry-After`. */
	readonly retryAfterS?: number | null;
};

/** A refused request: thrown by a route, answered by the hub's error handler. */
export class HttpError extends Error {
	readonly status: number;
	readonly code: string;
	readonly details: HttpErrorDetails;

	constructor(status: number, code: string, message: string, details: HttpErrorDetails = {}) {
		super(message);
		this.status = status;
		this.code = code;
		this.details = details;
	}

	answer(): HubError {
		const { code, message } = this;
		const { expected = null, checkpoint = null, proof = null } = this.details;
		const details = {
			...(expected !== null && { expected }),
			...(checkpoint !== null && { checkpoint }),
			...(proof !== null && { proof }),
		};
		return { error: { code, message, ...details } };
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
