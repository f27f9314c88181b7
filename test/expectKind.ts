import assert from "node:assert/strict";
import { inspect } from "node:util";

type OfKind = { readonly kind: string };
type Kind<T> = NonNullable<T> extends OfKind ? NonNullable<T>["kind"] : never;
type Narrowed<T, K> = Extract<NonNullable<T>, { readonly kind: K }>;

/** The value, which is of this kind. When it is not, the test fails and prints what came. */
export function expectKind<T extends OfKind | null | undefined, K extends Kind<T>>(value: T, kind: K): Narrowed<T, K> {
	if (value?.kind !== kind) assert.fail(`"${kind}" was expected, and what came is ${inspect(value, { depth: 6 })}`);
	return value as Narrowed<T, K>;
}

/** Like `expectKind`, for a variable that is used several times: from here on it is of this kind. */
export function assertKind<T extends OfKind | null | undefined, K extends Kind<T>>(
	value: T,
	kind: K,
): asserts value is T & Narrowed<T, K> {
	expectKind<T, K>(value, kind);
}
