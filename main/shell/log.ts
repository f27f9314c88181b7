// The kiosk's log: one line per event, `2026-10-01T09:30:00.000Z warn pageLost {"reason":"crashed"}`. Five files of
// 5 MB, the newest `kiosk.log`, the older ones `kiosk.1.log` to `kiosk.4.log`. It is for whoever looks into a fault;
// what is owed to the venue is in the journal. No voucher, card, PIN, key or name is written: see redaction.ts.

import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import electronLog from "electron-log/node";
import { describeError, type Log, type LogDetails } from "../../sync/log.ts";
import { redactDetails } from "./redaction.ts";

export type LogParts = {
	/** Made if it does not exist. */
	readonly folder: string;
	readonly nowMs: () => number;
	/** Development: each line also goes to stderr. */
	readonly copiesToStderr: boolean;
	readonly maxFileBytes?: number;
};

export type KioskLog = Log & {
	/** The end of the log, at most `maxRecentBytes`, whole lines only; for the diagnostics file of set-up. */
	readonly readRecentLog: () => string;
};

type Level = "error" | "warn" | "info";

const maxFileBytes = 5 * 1024 * 1024;
const maxFiles = 5;
const maxRecentBytes = 200_000;

/** Opens the log. A line that cannot be written (full disk) goes to stderr, and the kiosk works on. */
export function openLog({ folder, nowMs, copiesToStderr, maxFileBytes: bytes = maxFileBytes }: LogParts): KioskLog {
	const pathOf = (age: number) => join(folder, age === 0 ? "kiosk.log" : `kiosk.${age}.log`);
	const logger = electronLog.create({ logId: folder });
	const { file, console, ipc, remote } = logger.transports;
	// electron-log looks for a package.json to name its default folder by, and throws where there is none.
	file.setAppName("Pailou");
	file.resolvePathFn = () => pathOf(0);
	file.format = "{text}";
	file.maxSize = bytes;
	file.writeOptions = { flag: "a", mode: 0o600, encoding: "utf8" };
	file.archiveLogFn = () => rotate(pathOf);
	console.writeFn = ({ message }) => void process.stderr.write(`${message.data.join(" ")}\n`);
	console.format = "{text}";
	console.level = copiesToStderr ? "info" : false;
	for (const unused of [ipc, remote]) if (unused) unused.level = false;

	const writer = (level: Level) => (event: string, details?: LogDetails) => {
		logger[level](formatLine(nowMs(), level, event, details));
	};
	return {
		error: writer("error"),
		warn: writer("warn"),
		info: writer("info"),
		readRecentLog: () => readRecent([pathOf(1), pathOf(0)]),
	};
}

function writeToStderr(level: Level, event: string, details?: LogDetails): void {
	process.stderr.write(`${level} ${event}${formatDetails(details)}\n`);
}

function formatLine(atMs: number, level: Level, event: string, details?: LogDetails): string {
	return `${new Date(atMs).toISOString()} ${level} ${event}${formatDetails(details)}`;
}

function formatDetails(details?: LogDetails): string {
	return details === undefined ? "" : ` ${JSON.stringify(redactDetails(details))}`;
}

/** Where renaming fails the newest file goes on growing, so that no line is lost. */
function rotate(pathOf: (age: number) => string): void {
	try {
		rmSync(pathOf(maxFiles - 1), { force: true });
		for (let age = maxFiles - 2; age >= 0; age--) {
			if (existsSync(pathOf(age))) renameSync(pathOf(age), pathOf(age + 1));
		}
	} catch (error) {
		writeToStderr("warn", "logNotRotated", describeError(error));
	}
}

function readRecent(oldestFirst: readonly string[]): string {
	const text = oldestFirst.map((path) => readEnd(path, maxRecentBytes)).join("");
	if (text.length <= maxRecentBytes) return text;
	const end = text.slice(-maxRecentBytes);
	return end.slice(end.indexOf("\n") + 1);
}

/** Redaction leaves ASCII only, so a byte is a character. Empty where there is no such file. */
function readEnd(path: string, maxBytes: number): string {
	if (!existsSync(path)) return "";
	const file = openSync(path, "r");
	try {
		const { size } = fstatSync(file);
		const bytes = Buffer.alloc(Math.min(size, maxBytes));
		const length = readSync(file, bytes, 0, bytes.length, Math.max(0, size - maxBytes));
		return bytes.toString("ascii", 0, length);
	} finally {
		closeSync(file);
	}
}
