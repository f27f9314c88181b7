import { readFileSync } from "node:fs";
import { reasonOf } from "../../../fileErrors.ts";
import { InsecurePermissionsError } from "../../../keys/secretFile.ts";
import { CommandError } from "../command.ts";

/** A file's JSON, or undefined where it has none. */
export function readJson(path: string, read: (path: string) => Buffer = (file) => readFileSync(file)): unknown {
	const bytes = readBytes(path, read);
	try {
		return JSON.parse(bytes.toString("utf8"));
	} catch {
		// Not JSON: no schema accepts undefined.
		return undefined;
	}
}

export function readBytes(path: string, read: (path: string) => Buffer = (file) => readFileSync(file)): Buffer {
	try {
		return read(path);
	} catch (error) {
		if (error instanceof InsecurePermissionsError) throw error;
		throw new CommandError(`The file ${path} cannot be read: ${reasonOf(error)}.`);
	}
}
