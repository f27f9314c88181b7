import assert from "node:assert/strict";
import type { TestHub } from "./testHub.ts";

export type Route = { readonly method: string; readonly pattern: string };

/** Each route of the hub, read from the tree that Fastify prints. */
export function routesOf(house: TestHub): Route[] {
	const printed = house.app.printRoutes({ commonPrefix: false }).trimEnd();
	const path: string[] = [];
	return printed.split("\n").flatMap((line) => {
		const found = /^([│ ]*)[├└]── (\S+)(?: \((.*)\))?$/.exec(line);
		assert.ok(found, line);
		const depth = (found[1] ?? "").length / 4;
		path.splice(depth, path.length, found[2] ?? "");
		const pattern = path.join("");
		return found[3] === undefined ? [] : found[3].split(", ").map((method) => ({ method, pattern }));
	});
}
