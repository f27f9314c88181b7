import { type CallFailure, type CallName, calls, type InputOf, type OutputOf } from "../../core/contract/contract.ts";

/** One handler a row of the contract: a row without one does not compile. */
export type CallHandlers = { readonly [N in CallName]: (input: InputOf<N>) => OutputOf<N> | Promise<OutputOf<N>> };

export type IpcHandler = (name: string, input: unknown) => Promise<unknown>;

/** The one door from the page: the call must exist and its input have the shape of the contract. An error never leaves as one. */
export function createIpcHandler(handlers: () => CallHandlers, report: (error: unknown) => void): IpcHandler {
	return async (name, input) => {
		if (!isCall(name)) return failure("badInput");
		const parsed = calls[name].input.safeParse(input);
		if (!parsed.success) return failure("badInput");
		try {
			const handler = handlers()[name] as (input: unknown) => unknown;
			return await handler(parsed.data);
		} catch (error) {
			report(error);
			return failure("internal");
		}
	};
}

function isCall(name: string): name is CallName {
	return Object.hasOwn(calls, name);
}

function failure(why: CallFailure["why"]): CallFailure {
	return { kind: "failure", why };
}
