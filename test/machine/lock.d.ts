declare module "*/lock.mjs" {
	/** Does the work while holding the lock (a folder's path), waiting for its present owner; a dead owner's lock is taken over. */
	export function withLock<T>(lock: string, work: () => Promise<T>): Promise<T>;
}
