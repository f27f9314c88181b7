declare module "*/lock.mjs" {
	/**
	 * Runs the work while holding the lock (a folder's path), after waiting for its owner; takes over the lock of a
	 * process that no longer exists.
	 */
	export function withLock<T>(lock: string, work: () => Promise<T>): Promise<T>;
}
