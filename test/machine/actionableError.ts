/** A failure which a person can do something about: its message says what, and is all that is shown. */
export class ActionableError extends Error {}

/** Runs a script at its edge: a Remedy ends it with its sentence; anything else is a defect and keeps its stack. */
export async function runScript(script: () => Promise<void>): Promise<void> {
	try {
		await script();
	} catch (error) {
		if (!(error instanceof ActionableError)) throw error;
		console.error(error.message);
		process.exitCode = 1;
	}
}
