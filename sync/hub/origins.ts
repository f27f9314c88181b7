import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { replaceFile } from "../durableFile.ts";
import { DamagedFileError } from "../fileErrors.ts";

export const Origin = z.string().regex(/^https?:\/\/[!-~]{1,200}[^/]$/);

/**
 * The addresses under which kiosks reach the hub. Every login signs the address that the kiosk enrolled at, so an address
 * that was ever used stays good, and a hub that is started without `--origin` keeps the one before.
 */
export const Origins = z.strictObject({
	v: z.literal(1),
	/** As it was set last; null before that, when the hub is called what it listens at. */
	set: Origin.nullable(),
	used: z.array(Origin),
});
export type Origins = z.infer<typeof Origins>;

/** The origin of new enrolment codes, and those before it. */
export type OriginsInForce = { readonly origin: string; readonly former: readonly string[]; readonly keep: Origins };

/** `given` is what was typed now, `address` what the hub listens at; an ephemeral one is nobody's tomorrow, and is not kept. */
export function chooseOrigin(
	kept: Origins,
	given: string | null,
	address: string,
	isEphemeral: boolean,
): OriginsInForce {
	const set = given ?? kept.set;
	const origin = set ?? address;
	const used = set === null && isEphemeral ? kept.used : [...new Set([...kept.used, origin])];
	return { origin, former: used.filter((one) => one !== origin), keep: { v: 1, set, used } };
}

export function readOrigins(path: string): Origins {
	if (!existsSync(path)) return { v: 1, set: null, used: [] };
	const text = readFileSync(path, "utf8");
	try {
		return Origins.parse(JSON.parse(text));
	} catch {
		// Empty, cut off or of another shape.
		const remedy =
			"Put it back from a backup; or delete it, and give every address that kiosks enrolled at once, each with: pailou serve --origin URL";
		throw new DamagedFileError(`The hub's addresses in ${path} cannot be read. ${remedy}`);
	}
}

export function writeOrigins(path: string, origins: Origins): void {
	replaceFile(path, `${JSON.stringify(origins)}\n`, 0o600);
}
