/** An error whose message tells the person what to do; only its message is shown. */
export class ActionableError extends Error {}

/**
 * Runs a script: an ActionableError prints its message and exits with 1; any other error is a defect and keeps its
 * stack.
 */
export async function runScript(script: () => Promise<void>): Promise<void> {
	try {
		await script();
	} catch (error) {
		if (!(error instanceof ActionableError)) throw error;
		console.error(error.message);
		process.exitCode = 1;
	}
}
