/** What `unshare` is told for a process to have mounts of its own: root just may, others as root of a user namespace. */
export const unshareMountArguments: readonly string[] =
	process.getuid?.() === 0 ? ["--mount"] : ["--user", "--map-root-user", "--mount"];
