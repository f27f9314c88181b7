/** The arguments with which `unshare` creates a mount namespace: root may, other users as root of a user namespace. */
export const unshareMountArguments: readonly string[] =
	process.getuid?.() === 0 ? ["--mount"] : ["--user", "--map-root-user", "--mount"];
