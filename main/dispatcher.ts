import {
	type CallFailure,
	type CallName,
	calls,
	type HandlersOf,
	type InputOf,
	type OutputOf,
	type Verdict,
} from "../core/contract/contract.ts";
import { describeError, type Log } from "../sync/log.ts";

/** One handler for each call of the contract. */
export type CallHandlers = HandlersOf<typeof calls>;

/** What a handler answers at once comes in the same turn of the event loop, so that no two scans interleave. */
export type Dispatch = <N extends CallName>(name: N, input: InputOf<N>) => MaybePromise<OutputOf<N> | CallFailure>;

type MaybePromise<T> = T | Promise<T>;

export type DispatcherParts = {
	/** Of the device as it is now: before enrolment only a few calls have one. */
	readonly handlers: () => Partial<CallHandlers>;
	/** Compares the machine's clocks and journals a jump. */
	readonly checkClock: () => void;
	readonly isTimeCertain: () => boolean;
	/** The verdict of a call that admits, while the time is not certain. */
	readonly refuseUncertainTime: (name: CallName, input: unknown) => Verdict;
	/** Tells the page to ask for the state again. */
	readonly onChange: () => void;
	readonly log: Log;
};

/**
 * The only way from the page to a handler. It parses the input, does what the call's effect asks for, and turns an
 * exception into a failure of the contract.
 */
export function createDispatcher(parts: DispatcherParts): Dispatch {
	function dispatch(name: string, input: unknown): MaybePromise<unknown> {
		if (!isCall(name)) return failure("badInput");
		const { effect, input: schema } = calls[name];
		const parsed = schema.safeParse(input);
		if (!parsed.success) return failure("badInput");

		function finish<T>(output: T): T {
			if (effect !== "reads") parts.onChange();
			return output;
		}

		function fail(error: unknown): CallFailure {
			parts.log.error("callFailed", { call: name, ...describeError(error) });
			return finish(failure("internal"));
		}

		try {
			if (effect !== "reads") parts.checkClock();
			if (effect === "admits" && !parts.isTimeCertain()) return finish(parts.refuseUncertainTime(name, parsed.data));
			const handler = parts.handlers()[name] as ((input: unknown) => unknown) | undefined;
			if (handler === undefined) throw new Error(`This device is not enrolled, so it cannot answer the call ${name}.`);
			const output = handler(parsed.data);
			return output instanceof Promise ? output.then(finish, fail) : finish(output);
		} catch (error) {
			return fail(error);
		}
	}
	return dispatch as Dispatch;
}

function isCall(name: string): name is CallName {
	return Object.hasOwn(calls, name);
}

function failure(why: CallFailure["why"]): CallFailure {
	return { kind: "failure", why };
}
