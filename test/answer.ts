import assert from "node:assert/strict";
import type { CallName, InputOf, OutputOf } from "../core/contract/contract.ts";
import type { Device } from "../main/device.ts";

/** Calls the device as its page does, through the dispatcher. An answer of `failure` fails the test. */
export function answer<N extends CallName>(
	device: Pick<Device, "call">,
	name: N,
	input: InputOf<N>,
): OutputOf<N> | Promise<OutputOf<N>> {
	const output = device.call(name, input);
	return output instanceof Promise ? output.then((one) => expectOutput(name, one)) : expectOutput(name, output);
}

function expectOutput<N extends CallName>(name: N, output: unknown): OutputOf<N> {
	const isFailure = typeof output === "object" && output !== null && "kind" in output && output.kind === "failure";
	if (isFailure) assert.fail(`${name} was answered ${JSON.stringify(output)}`);
	return output as OutputOf<N>;
}
