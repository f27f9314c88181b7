// A mutex between processes: the lock is a folder that holds its owner's process id. Plain JavaScript, because
// prepare.mjs needs it before any package is installed.

import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === "EPERM";
	}
}

function readOwner(lock) {
	try {
		return Number(readFileSync(join(lock, "pid"), "utf8"));
	} catch {
		return 0;
	}
}

/**
 * A lock is stale when its owner no longer exists, or when it holds no process id (its owner died before writing it).
 */
function isStale(lock) {
	const owner = readOwner(lock);
	if (owner > 0) return !isAlive(owner);
	try {
		return Date.now() - statSync(lock).mtimeMs > 5000;
	} catch {
		return false;
	}
}

function take(lock) {
	try {
		mkdirSync(lock);
		writeFileSync(join(lock, "pid"), String(process.pid));
		return true;
	} catch (error) {
		if (error.code === "EEXIST") return false;
		throw error;
	}
}

export async function withLock(lock, work) {
	mkdirSync(dirname(lock), { recursive: true });
	for (let isAnnounced = false; !take(lock); ) {
		if (isStale(lock)) rmSync(lock, { recursive: true, force: true });
		else if (!isAnnounced) console.error(`Waiting for process ${readOwner(lock)}, which is doing the same work …`);
		isAnnounced = true;
		await sleep(200);
	}
	try {
		return await work();
	} finally {
		rmSync(lock, { recursive: true, force: true });
	}
}
