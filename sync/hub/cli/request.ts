import { readFileSync } from "node:fs";
import type { z } from "zod";
import { HubError } from "../../../core/protocol/protocol.ts";
import { DamagedFileError, reasonOf } from "../../fileErrors.ts";
import { InsecurePermissionsError } from "../../keys/secretFile.ts";
import { officerTokenPath, readOfficerToken } from "../dataFolder.ts";
import { CommandError, type CommandOption, dataFolderOf, dataOption, type ParsedArguments } from "./command.ts";

export const hubOptions: readonly CommandOption[] = [
	{ name: "hub", value: "URL", says: "the hub's address (default http://127.0.0.1:8787)" },
	{ name: "token", value: "FILE", says: "the officer's token (default officer.token in the data folder)" },
	dataOption,
];

export function hubAddressOf(given: ParsedArguments): string {
	return (given.option("hub") ?? "http://127.0.0.1:8787").replace(/\/+$/, "");
}

type RequestBody = { readonly type: string; readonly content: string | Uint8Array<ArrayBuffer> };

/** Sends a request to the hub as an officer. Throws a CommandError that says what to do where the hub refuses or does not answer. */
export async function requestHub<T>(
	given: ParsedArguments,
	shape: z.ZodType<T>,
	path: string,
	body: RequestBody | null = null,
): Promise<T> {
	const hub = hubAddressOf(given);
	const authorization = `Bearer ${requireOfficerToken(given)}`;
	const value = await fetchJson(hub, path, {
		method: body === null ? "GET" : "POST",
		headers: body === null ? { authorization } : { authorization, "content-type": body.type },
		body: body === null ? null : body.content,
	});
	const refusal = HubError.safeParse(value);
	if (refusal.success) throw new CommandError(refusal.data.error.message);
	const answer = shape.safeParse(value);
	if (answer.success) return answer.data;
	throw new CommandError(`What answers at ${hub} is not a hub of this version.`);
}

export function jsonBody(value: unknown): RequestBody {
	return { type: "application/json", content: JSON.stringify(value) };
}

export function readInputFile(path: string): Uint8Array<ArrayBuffer> {
	try {
		return new Uint8Array(readFileSync(path));
	} catch (error) {
		throw new CommandError(`The file ${path} cannot be read: ${reasonOf(error)}.`);
	}
}

function requireOfficerToken(given: ParsedArguments): string {
	const path = given.option("token") ?? officerTokenPath(dataFolderOf(given));
	try {
		return readOfficerToken(path);
	} catch (error) {
		if (error instanceof DamagedFileError || error instanceof InsecurePermissionsError) throw error;
		throw new CommandError(
			`The officer's token cannot be read: ${reasonOf(error)}. Name it with --token FILE, or its folder with --data DIR.`,
		);
	}
}

async function fetchJson(hub: string, path: string, request: RequestInit): Promise<unknown> {
	let answer: Response;
	try {
		answer = await fetch(new URL(path, `${hub}/`), request);
	} catch (error) {
		const why = error instanceof Error && error.cause instanceof Error ? error.cause.message : reasonOf(error);
		throw new CommandError(
			`No hub answers at ${hub} (${why}). Start it with: pailou serve. Or name it with --hub URL.`,
		);
	}
	try {
		return await answer.json();
	} catch (error) {
		// A SyntaxError; or the connection broke while the body was read.
		const why = error instanceof SyntaxError ? "it sent something other than JSON" : reasonOf(error);
		throw new CommandError(`What answers at ${hub} is not a hub: ${why}.`);
	}
}
