import { readdirSync, readFileSync } from "node:fs";

/** The unit of CPU time in /proc, on every machine that Electron runs on. */
const tickMs = 10;

/** The CPU time used so far by a process and its descendants, in ms. */
export function cpuMs(pid: number): number {
	return sumOver(pid, (one) => {
		const fields = read(one, "stat").split(") ")[1]?.split(" ") ?? [];
		return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * tickMs;
	});
}

/**
 * The private memory of a process and its descendants, in MB. File-backed pages are left out: they are shared with
 * other instances of the program and can be read again.
 */
export function privateMemoryMB(pid: number): number {
	return sumOver(pid, (one) => {
		const rollup = read(one, "smaps_rollup");
		const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(rollup)?.[1] ?? 0);
		return (kilobytes("Pss_Anon") + kilobytes("Pss_Shmem") + kilobytes("SwapPss")) / 1024;
	});
}

function sumOver(pid: number, measure: (one: number) => number): number {
	return [pid, ...descendantsOf(pid)].reduce((sum, one) => sum + measure(one), 0);
}

function descendantsOf(pid: number): readonly number[] {
	const parents = new Map<number, number>();
	for (const name of readdirSync("/proc")) {
		if (/^\d+$/.test(name)) parents.set(Number(name), Number(read(Number(name), "stat").split(") ")[1]?.split(" ")[1]));
	}
	const found: number[] = [];
	for (let i = -1; i < found.length; i++) {
		const parent = found[i] ?? pid;
		for (const [one, of] of parents) if (of === parent) found.push(one);
	}
	return found;
}

/** A process may end while it is read: then it counts as 0. */
function read(pid: number, file: string): string {
	try {
		return readFileSync(`/proc/${pid}/${file}`, "utf8");
	} catch {
		return "";
	}
}
