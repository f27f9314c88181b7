/** The calls of WebCrypto that have not ended yet. */
export type WebCryptoCalls = {
	readonly count: () => number;
	readonly close: () => void;
};

/**
 * Counts calls at the methods of `SubtleCrypto`, each of which returns a promise. Node's resource of such a job does not
 * show whether somebody waits for it.
 */
export function watchWebCryptoCalls(): WebCryptoCalls {
	const prototype: object = Object.getPrototypeOf(globalThis.crypto.subtle);
	const original = Object.getOwnPropertyDescriptors(prototype);
	let running = 0;
	const end = () => {
		running--;
	};

	for (const [name, descriptor] of Object.entries<PropertyDescriptor>(original)) {
		const method: unknown = descriptor.value;
		if (name === "constructor" || typeof method !== "function") continue;
		Object.defineProperty(prototype, name, {
			...descriptor,
			value(...given: readonly unknown[]): unknown {
				const result: unknown = Reflect.apply(method, this, given);
				if (result instanceof Promise) {
					running++;
					result.then(end, end);
				}
				return result;
			},
		});
	}

	return {
		count: () => running,
		close: () => void Object.defineProperties(prototype, original),
	};
}
